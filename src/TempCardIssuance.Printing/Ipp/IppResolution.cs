using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>A resolution (RFC 8011, 5.1.16): <c>300dpi</c> or <c>300x600dpi</c>.</summary>
internal static partial class IppResolution
{
    private const byte PerInch = 3;
    private const byte PerCentimetre = 4;

    public static string ToText(ReadOnlySpan<byte> value)
    {
        int across = BinaryPrimitives.ReadInt32BigEndian(value);
        int along = BinaryPrimitives.ReadInt32BigEndian(value[sizeof(int)..]);
        string unit = value[^1] == PerCentimetre ? "dpcm" : "dpi";
        return across == along
            ? string.Create(CultureInfo.InvariantCulture, $"{across}{unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{across}x{along}{unit}");
    }

    /// <returns>Null: the text is none.</returns>
    public static byte[]? ToBytes(string text)
    {
        Match match = Form.Match(text);
        if (!match.Success)
            return null;
        int across = int.Parse(match.Groups["across"].ValueSpan, CultureInfo.InvariantCulture);
        int along = match.Groups["along"] is { Success: true } second
            ? int.Parse(second.ValueSpan, CultureInfo.InvariantCulture)
            : across;
        byte[] bytes = new byte[(2 * sizeof(int)) + 1];
        BinaryPrimitives.WriteInt32BigEndian(bytes, across);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(sizeof(int)), along);
        bytes[^1] = match.Groups["unit"].ValueSpan is "dpcm" ? PerCentimetre : PerInch;
        return bytes;
    }

    [GeneratedRegex(
        "^(?<across>[0-9]{1,5})(x(?<along>[0-9]{1,5}))?(?<unit>dpi|dpcm)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form { get; }
}
