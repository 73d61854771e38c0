using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// The commands of SP 800-73-4 Part 2, section 3, and those that many cards have beyond it (marked as extension).
/// </summary>
internal static class PivCommands
{
    private const byte GeneralAuthenticateIns = 0x87;
    private const byte AttestIns = 0xF9;

    /// <summary>
    /// By what the application is selected: its AID without the version, which a card must take (Part 2, 3.1.1); for
    /// those that don't, the AID in full, and its RID, by which ISO/IEC 7816-4, 8.2.1.2 finds the first of its maker.
    /// </summary>
    public static IReadOnlyList<byte[]> Aids { get; } =
    [
        [0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00],
        [0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x01, 0x00],
        [0xA0, 0x00, 0x00, 0x03, 0x08],
    ];

    /// <param name="aid">The AID, or the start of it.</param>
    public static CommandApdu Select(byte[] aid) => new(0x00, 0xA4, 0x04, 0x00)
    {
        Data = aid,
        ExpectedLength = CommandApdu.MaxShortResponse,
    };

    public static CommandApdu GetData(int tag) => new(0x00, 0xCB, 0x3F, 0xFF)
    {
        Data = TagList(tag),
        ExpectedLength = CommandApdu.MaxShortResponse,
    };

    /// <summary>GET DATA for an object that may be longer than a short response.</summary>
    public static CommandApdu GetLongData(int tag) => GetData(tag) with
    {
        ExpectedLength = CommandApdu.MaxExtendedResponse,
    };

    public static CommandApdu PutData(int tag, byte[] content) => new(0x00, 0xDB, 0x3F, 0xFF)
    {
        Data = (byte[])[.. TagList(tag), .. Tlv.Encode(0x53, content)],
    };

    /// <summary>Asks for the tries left; never counts down (Part 2, 3.2.1).</summary>
    public static CommandApdu QueryTries(byte reference) => new(0x00, 0x20, 0x00, reference);

    /// <summary>Takes back that a PIN was verified (Part 2, 3.2.1).</summary>
    public static CommandApdu TakeVerificationBack(byte reference) => new(0x00, 0x20, 0xFF, reference);

    /// <param name="reference">Which PIN.</param>
    /// <param name="pin">Padded, 8 bytes.</param>
    public static CommandApdu Verify(byte reference, ReadOnlyMemory<byte> pin) => new(0x00, 0x20, 0x00, reference)
    {
        Data = pin,
        IsSecret = true,
    };

    /// <param name="reference">Which PIN.</param>
    /// <param name="pins">The old one and the new one, each padded, 16 bytes.</param>
    public static CommandApdu ChangeReferenceData(byte reference, ReadOnlyMemory<byte> pins) =>
        new(0x00, 0x24, 0x00, reference)
        {
            Data = pins,
            IsSecret = true,
        };

    /// <param name="reference">The PIN that gets a new value.</param>
    /// <param name="values">The PUK and the new PIN, each padded, 16 bytes.</param>
    public static CommandApdu ResetRetryCounter(byte reference, ReadOnlyMemory<byte> values) =>
        new(0x00, 0x2C, 0x00, reference)
        {
            Data = values,
            IsSecret = true,
        };

    /// <param name="algorithm">Algorithm of the key.</param>
    /// <param name="key">Key reference.</param>
    /// <param name="template">Content of the dynamic authentication template 7C.</param>
    public static CommandApdu GeneralAuthenticate(
        PivAlgorithm algorithm, byte key, params ReadOnlySpan<byte[]> template) =>
        new(0x00, GeneralAuthenticateIns, (byte)algorithm, key)
        {
            Data = Tlv.Encode(0x7C, template),
            ExpectedLength = CommandApdu.MaxShortResponse,
            IsSecret = key == PivReference.ManagementKey,
        };

    /// <param name="slot">Where it is made.</param>
    /// <param name="algorithm">Of what it is made.</param>
    /// <param name="pin">Extension; by default the card is told nothing.</param>
    /// <param name="touch">The same.</param>
    public static CommandApdu GenerateKeyPair(
        PivSlot slot,
        PivAlgorithm algorithm,
        PinUse pin = PinUse.Default,
        TouchPolicy touch = TouchPolicy.Default) =>
        new(0x00, 0x47, 0x00, slot.Key)
        {
            Data = Tlv.Encode(
                0xAC,
                Tlv.Encode(0x80, [(byte)algorithm]),
                pin == PinUse.Default ? [] : Tlv.Encode(0xAA, [(byte)pin]),
                touch == TouchPolicy.Default ? [] : Tlv.Encode(0xAB, [(byte)touch])),
            ExpectedLength = CommandApdu.MaxShortResponse,
        };

    /// <summary>Extension.</summary>
    public static CommandApdu GetVersion() => new(0x00, 0xFD, 0x00, 0x00)
    {
        ExpectedLength = CommandApdu.MaxShortResponse,
    };

    /// <summary>Extension.</summary>
    public static CommandApdu GetSerial() => new(0x00, 0xF8, 0x00, 0x00)
    {
        ExpectedLength = CommandApdu.MaxShortResponse,
    };

    /// <summary>Extension.</summary>
    public static CommandApdu GetMetadata(byte reference) => new(0x00, 0xF7, 0x00, reference)
    {
        ExpectedLength = CommandApdu.MaxShortResponse,
    };

    /// <summary>Extension. A certificate over a key that the card made itself.</summary>
    public static CommandApdu Attest(PivSlot slot) => new(0x00, AttestIns, slot.Key, 0x00)
    {
        ExpectedLength = CommandApdu.MaxExtendedResponse,
    };

    /// <summary>Extension. Sets PIN and PUK back to what the maker gave them.</summary>
    public static CommandApdu SetRetries(byte pin, byte puk) => new(0x00, 0xFA, pin, puk);

    /// <summary>Extension. Back to what the maker delivered; only while PIN and PUK are blocked.</summary>
    public static CommandApdu Reset() => new(0x00, 0xFB, 0x00, 0x00);

    /// <summary>Extension. The key takes effect at once and stays authenticated.</summary>
    /// <param name="content">Algorithm, key reference, length, key.</param>
    public static CommandApdu SetManagementKey(ReadOnlyMemory<byte> content) => new(0x00, 0xFF, 0xFF, 0xFF)
    {
        Data = content,
        IsSecret = true,
    };

    /// <summary>Whether a command goes with one before it or after it, so that it makes no sense alone.</summary>
    internal static bool IsPartOfAuthentication(CommandApdu command) =>
        command is { Ins: GeneralAuthenticateIns, P2: PivReference.ManagementKey };

    /// <summary>
    /// Whether a command changes something on the card: all do but those that select, read, sign or authenticate. A
    /// VERIFY without a PIN only asks.
    /// </summary>
    internal static bool Writes(CommandApdu command) =>
        command.Ins is not (0xA4 or 0xCB or GeneralAuthenticateIns or 0xFD or 0xF8 or 0xF7 or AttestIns)
        && command is not { Ins: 0x20, Data.IsEmpty: true };

    /// <summary>Whether the card uses a private key for it, for which it asks for the PIN and nothing else.</summary>
    internal static bool UsesPrivateKey(CommandApdu command) =>
        command is { Ins: GeneralAuthenticateIns, P2: not PivReference.ManagementKey };

    private static byte[] TagList(int tag) =>
        Tlv.Encode(0x5C, tag > 0xFF ? [(byte)(tag >> 16), (byte)(tag >> 8), (byte)tag] : [(byte)tag]);
}
