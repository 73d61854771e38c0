using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Certificates;

/// <summary>Distinguished names.</summary>
public static class DistinguishedNames
{
    /// <summary>
    /// Whether two names are the same, however their texts are encoded: case and the number of blanks do not count
    /// (RFC 5280, 7.1).
    /// </summary>
    public static bool AreEqual(X500DistinguishedName a, X500DistinguishedName b) =>
        a.RawData.AsSpan().SequenceEqual(b.RawData) || Attributes(a).SequenceEqual(Attributes(b), StringComparer.Ordinal);

    /// <summary>A name as people and programs read it, such as <c>CN=T-1, O=Example</c>; else as it is.</summary>
    public static string Shown(string name)
    {
        try
        {
            // One that is made of a text says that text again.
            return new X500DistinguishedName(new X500DistinguishedName(name).RawData).Name;
        }
        catch (CryptographicException)
        {
            return name;
        }
    }

    private static IEnumerable<string> Attributes(X500DistinguishedName name) =>
        name.EnumerateRelativeDistinguishedNames(reversed: false).Select(rdn => rdn.HasMultipleElements
            ? Convert.ToHexString(rdn.RawData.Span)
            : $"{rdn.GetSingleElementType().Value}={Folded(rdn.GetSingleElementValue() ?? "")}");

    private static string Folded(string value) => string
        .Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Normalize()
        .ToUpperInvariant();
}
