using System.Diagnostics.CodeAnalysis;

namespace TempCardIssuance.Core.Cards;

/// <summary>
/// What tells one piece of plastic from every other: the serial number its maker gave it (<c>serial:0012AB34</c>), or
/// the GUID that was written to it here (<c>guid:11223344-5566-4788-99aa-bbccddeeff00</c>). The text is what the store,
/// JSON and views have.
/// </summary>
public sealed record BodyIdentity
{
    private const string SerialPrefix = "serial:";
    private const string GuidPrefix = "guid:";

    private readonly string _text;

    private BodyIdentity(string text) => _text = text;

    /// <summary>A body by its serial number, the most significant byte first.</summary>
    public static BodyIdentity OfSerial(ReadOnlySpan<byte> serial) => new(SerialPrefix + Convert.ToHexString(serial));

    /// <summary>A body by the GUID of its CHUID (SP 800-73-4 Part 1, 3.1.2), where it tells no serial number.</summary>
    public static BodyIdentity OfGuid(Guid cardGuid) => new($"{GuidPrefix}{cardGuid:D}");

    /// <exception cref="FormatException">It is none.</exception>
    public static BodyIdentity Parse(string text) => TryParse(text, out BodyIdentity? identity)
        ? identity
        : throw new FormatException(
            $"'{text}' is neither {SerialPrefix} with hex digits nor {GuidPrefix} with a GUID.");

    /// <summary>Reads <c>serial:0012AB34</c> or <c>guid:</c> with a GUID, ignoring case.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out BodyIdentity? identity)
    {
        identity = null;
        if (text.StartsWith(GuidPrefix, StringComparison.OrdinalIgnoreCase)
            && Guid.TryParse(text.AsSpan(GuidPrefix.Length), out Guid guid))
        {
            identity = OfGuid(guid);
        }
        else if (text.StartsWith(SerialPrefix, StringComparison.OrdinalIgnoreCase) && SerialOf(text) is { Length: > 0 } serial)
        {
            identity = OfSerial(serial);
        }

        return identity is not null;
    }

    public override string ToString() => _text;

    private static byte[] SerialOf(string text)
    {
        ReadOnlySpan<char> hex = text.AsSpan(SerialPrefix.Length);
        byte[] serial = new byte[hex.Length / 2];
        return hex.Length % 2 == 0
            && Convert.FromHexString(hex, serial, out _, out _) == System.Buffers.OperationStatus.Done
                ? serial
                : [];
    }
}
