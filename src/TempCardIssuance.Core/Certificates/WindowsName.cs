using System.Buffers;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Certificates;

/// <summary>
/// Distinguished names as domain controllers write them to compare mappings: CertNameToStr in the order of the
/// certificate, with commas between ([MS-PKCA] 3.1.5.2.1.3; names of attributes as in [MS-OSCO] 2.2.1).
/// </summary>
internal static class WindowsName
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["2.5.4.3"] = "CN",
        ["2.5.4.4"] = "SN",
        ["2.5.4.5"] = "SERIALNUMBER",
        ["2.5.4.6"] = "C",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "S",
        ["2.5.4.9"] = "STREET",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.12"] = "T",
        ["2.5.4.13"] = "Description",
        ["2.5.4.17"] = "PostalCode",
        ["2.5.4.18"] = "POBox",
        ["2.5.4.20"] = "Phone",
        ["2.5.4.42"] = "G",
        ["2.5.4.43"] = "I",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["1.2.840.113549.1.9.1"] = "E",
    };

    /// <summary>What has to be quoted (CertNameToStr, remarks).</summary>
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",+=\"\n<>#;");

    public static string Of(X500DistinguishedName name) =>
        string.Join(',', NameParts.Of(name).Select(part => string.Join(" + ", part.Select(Attribute))));

    private static string Attribute(NameAttribute attribute) =>
        $"{Keys.GetValueOrDefault(attribute.Type, $"OID.{attribute.Type}")}={Value(attribute)}";

    private static string Value(NameAttribute attribute)
    {
        if (attribute.Value is not { } text)
            return $"#{Convert.ToHexString(attribute.Encoded.Span)}";
        bool isPlain = text.Length > 0 && text[0] != ' ' && text[^1] != ' ' && !text.AsSpan().ContainsAny(Quoted);
        string shown = isPlain ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return shown.Replace('\r', ',').Replace('\n', ',');
    }
}
