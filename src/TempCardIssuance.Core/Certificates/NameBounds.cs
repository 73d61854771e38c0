using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Certificates;

/// <summary>How long the attributes of a distinguished name can be (RFC 5280, appendix A.1, upper bounds).</summary>
internal static class NameBounds
{
    /// <summary>The largest number of characters by OID; what is not here has no bound that anybody meets.</summary>
    private static readonly Dictionary<string, (string Name, int Max)> Bounds = new(StringComparer.Ordinal)
    {
        ["2.5.4.3"] = ("CN", 64),
        ["2.5.4.5"] = ("serialNumber", 64),
        ["2.5.4.6"] = ("C", 2),
        ["2.5.4.7"] = ("L", 128),
        ["2.5.4.8"] = ("ST", 128),
        ["2.5.4.10"] = ("O", 64),
        ["2.5.4.11"] = ("OU", 64),
        ["2.5.4.12"] = ("T", 64),
        ["2.5.4.65"] = ("pseudonym", 128),
        ["1.2.840.113549.1.9.1"] = ("E", 255),
    };

    /// <summary>What is wrong with a name, as a clause; null: nothing.</summary>
    public static string? Problem(string name)
    {
        foreach (X500RelativeDistinguishedName attribute in
            new X500DistinguishedName(name).EnumerateRelativeDistinguishedNames())
        {
            if (!Bounds.TryGetValue(attribute.GetSingleElementType().Value!, out (string Name, int Max) bound))
                continue;
            int length = (attribute.GetSingleElementValue() ?? "").EnumerateRunes().Count();
            if (length > bound.Max)
                return $"{bound.Name} has {length} characters and can have {bound.Max}";
        }

        return null;
    }
}
