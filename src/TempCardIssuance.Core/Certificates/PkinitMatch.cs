using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TempCardIssuance.Core.Certificates;

/// <summary>
/// Rules for MIT Kerberos' string attribute <c>pkinit_cert_match</c>, which are regular expressions over names as
/// X509_NAME_print_ex of OpenSSL writes them with XN_FLAG_SEP_COMMA_PLUS: in the order of the certificate, short names
/// of attributes, values without any quoting.
/// </summary>
internal static class PkinitMatch
{
    private const string Special = @"^.[$()|*+?{\";

    /// <summary>Short names of OpenSSL; what is not here may be anything.</summary>
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["2.5.4.3"] = "CN",
        ["2.5.4.4"] = "SN",
        ["2.5.4.5"] = "serialNumber",
        ["2.5.4.6"] = "C",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.9"] = "street",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.12"] = "title",
        ["2.5.4.42"] = "GN",
        ["2.5.4.43"] = "initials",
        ["0.9.2342.19200300.100.1.1"] = "UID",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["1.2.840.113549.1.9.1"] = "emailAddress",
    };

    /// <summary>
    /// The rule that a certificate matches by both of its names. Null: its subject can't be said in ASCII, and beyond
    /// that the server compares by its locale; a part of it might be anybody's.
    /// </summary>
    public static string? Of(X509Certificate2 certificate) => Runs(certificate.SubjectName) is [var subject]
        ? $"&&{IssuerRules(Runs(certificate.IssuerName))}<SUBJECT>^{subject}$"
        : null;

    /// <summary>What can be said of the issuer, which the server's anchors have to have vouched for anyway.</summary>
    private static string IssuerRules(List<string> runs) => string.Concat(runs.Index()
        .Where(run => run.Item.Length > 0)
        .Select(run =>
            $"<ISSUER>{(run.Index == 0 ? "^" : "")}{run.Item}{(run.Index == runs.Count - 1 ? "$" : "")}"));

    /// <summary>The text of a name as a regular expression, parted where something stands that is not known.</summary>
    private static List<string> Runs(X500DistinguishedName name)
    {
        var runs = new List<string>();
        var run = new StringBuilder();
        foreach ((int i, IReadOnlyList<NameAttribute> part) in NameParts.Of(name).Index())
        {
            foreach ((int j, NameAttribute attribute) in part.Index())
            {
                run.Append(j > 0 ? @"\+" : i > 0 ? "," : "");
                if (Keys.TryGetValue(attribute.Type, out string? key) && attribute.Value is { } value)
                {
                    run.Append(key).Append('=');
                    foreach (Rune rune in value.EnumerateRunes())
                        Append(rune);
                }
                else
                {
                    Part();
                }
            }
        }

        runs.Add(run.ToString());
        return runs;

        void Append(Rune rune)
        {
            // OpenSSL writes characters beyond Latin-1 as \UXXXX and \WXXXXXXXX, those of Latin-1 as their byte.
            if (rune.Value > 0xFFFF)
                run.Append(CultureInfo.InvariantCulture, $@"\\W{rune.Value:X8}");
            else if (rune.Value > 0xFF)
                run.Append(CultureInfo.InvariantCulture, $@"\\U{rune.Value:X4}");
            else if (!rune.IsAscii || char.IsControl((char)rune.Value))
                Part();
            else if (rune.Value == '<')
                run.Append("[<]");
            else if (Special.Contains((char)rune.Value, StringComparison.Ordinal))
                run.Append('\\').Append((char)rune.Value);
            else
                run.Append((char)rune.Value);
        }

        void Part()
        {
            runs.Add(run.ToString());
            run.Clear();
        }
    }
}
