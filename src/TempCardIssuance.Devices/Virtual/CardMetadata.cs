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
    private const byte Never = 1, Once = 2, Always = 3;
    private const byte TouchAlways = 2;
    private const byte Generated = 1;

    public static byte[] Of(ReferenceData data, bool isDefault) =>
    [
        .. Tlv.Encode(Algorithm, [PinOrPuk]),
        .. Tlv.Encode(IsDefault, [Flag(isDefault)]),
        .. Tlv.Encode(Retries, [(byte)data.MaxTries, (byte)data.TriesLeft]),
    ];

    public static byte[] Of(ManagementKey key, bool isDefault, bool touch) =>
    [
        .. Tlv.Encode(Algorithm, [(byte)key.Algorithm]),
        .. Tlv.Encode(Policy, [0, touch ? TouchAlways : Never]),
        .. Tlv.Encode(IsDefault, [Flag(isDefault)]),
    ];

    public static byte[] Of(byte reference, CardKeyPair key) =>
    [
        .. Tlv.Encode(Algorithm, [(byte)key.Algorithm]),
        .. Tlv.Encode(Policy, [PinPolicy(reference), Never]),
        .. Tlv.Encode(Origin, [Generated]),
        .. Tlv.Encode(PublicKey, key.PublicKey),
    ];

    private static byte PinPolicy(byte reference) => reference switch
    {
        KeyReference.CardAuthentication => Never,
        KeyReference.Signature => Always,
        _ => Once,
    };

    private static byte Flag(bool value) => value ? (byte)1 : (byte)0;
}
