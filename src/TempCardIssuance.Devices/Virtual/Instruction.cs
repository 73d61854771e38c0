namespace TempCardIssuance.Devices.Virtual;

/// <summary>Instruction bytes: SP 800-73-4 Part 2, 3, GET RESPONSE of ISO/IEC 7816-4, and the extensions.</summary>
internal static class Instruction
{
    public const byte Verify = 0x20;
    public const byte ChangeReferenceData = 0x24;
    public const byte ResetRetryCounter = 0x2C;
    public const byte GenerateAsymmetricKeyPair = 0x47;
    public const byte GeneralAuthenticate = 0x87;
    public const byte Select = 0xA4;
    public const byte GetResponse = 0xC0;
    public const byte GetData = 0xCB;
    public const byte PutData = 0xDB;

    public const byte MoveKey = 0xF6;
    public const byte GetMetadata = 0xF7;
    public const byte GetSerial = 0xF8;
    public const byte Attest = 0xF9;
    public const byte SetPinRetries = 0xFA;
    public const byte Reset = 0xFB;
    public const byte GetVersion = 0xFD;
    public const byte ImportKey = 0xFE;
    public const byte SetManagementKey = 0xFF;
}

/// <summary>Key references (SP 800-73-4 Part 1, tables 4a and 4b).</summary>
internal static class KeyReference
{
    public const byte Pin = 0x80;
    public const byte Puk = 0x81;
    public const byte Authentication = 0x9A;
    public const byte Management = 0x9B;
    public const byte Signature = 0x9C;
    public const byte KeyManagement = 0x9D;
    public const byte CardAuthentication = 0x9E;

    /// <summary>Of widespread cards: what attests the keys of others.</summary>
    public const byte Attestation = 0xF9;

    private const byte FirstRetired = 0x82;
    private const byte LastRetired = 0x95;

    /// <summary>Retired key management keys.</summary>
    public static bool IsRetired(byte reference) => reference is >= FirstRetired and <= LastRetired;

    /// <summary>Keys that GENERAL AUTHENTICATE uses.</summary>
    public static bool IsUsable(byte reference) => IsMain(reference) || IsRetired(reference);

    public static bool IsMain(byte reference) =>
        reference is Authentication or Signature or KeyManagement or CardAuthentication;
}
