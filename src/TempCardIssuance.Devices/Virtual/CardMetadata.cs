namespace TempCardIssuance.Devices.Virtual;

/// <summary>What GET METADATA tells of a PIN or key.</summary>
internal static class CardMetadata
{
    private const int Algorithm = 0x01;
    private const int Policy = 0x02;
    private const int Origin = 0x03;
    private const int PublicKey = 0x04;
    private const int IsDefault = 0x05;
    private const int Retries = 0x06;

    private const byte PinOrPuk = 0xFF;

    public static byte[] Of(ReferenceData data, bool isDefault) =>
    [
        .. Tlv.Encode(Algorithm, [PinOrPuk]),
        .. Tlv.Encode(IsDefault, [Flag(isDefault)]),
        .. Tlv.Encode(Retries, [(byte)data.MaxTries, (byte)data.TriesLeft]),
    ];

    public static byte[] Of(ManagementKey key, bool isDefault, KeyTouchPolicy? touch) =>
    [
        .. Tlv.Encode(Algorithm, [(byte)key.Algorithm]),
        .. touch is null ? [] : Tlv.Encode(Policy, [0, (byte)touch]),
        .. Tlv.Encode(IsDefault, [Flag(isDefault)]),
    ];

    public static byte[] Of(CardKey key) =>
    [
        .. Tlv.Encode(Algorithm, [(byte)key.Pair.Algorithm]),
        .. Tlv.Encode(Policy, [(byte)key.Policy.Pin, (byte)key.Policy.Touch]),
        .. Tlv.Encode(Origin, [(byte)key.Origin]),
        .. Tlv.Encode(PublicKey, key.Pair.PublicKey),
    ];

    private static byte Flag(bool value) => value ? (byte)1 : (byte)0;
}
