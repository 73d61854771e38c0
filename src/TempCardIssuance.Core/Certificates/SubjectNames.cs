using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace TempCardIssuance.Core.Certificates;

/// <summary>Makes and compares the extension subjectAltName (RFC 5280, 4.2.1.6).</summary>
public static partial class SubjectNames
{
    private const string ExtensionId = "2.5.29.17";
    private const string UpnId = "1.3.6.1.4.1.311.20.2.3";

    /// <summary>id-pkinit-san (RFC 4556, 3.2.2).</summary>
    private const string PrincipalId = "1.3.6.1.5.2.2";

    private static readonly Asn1Tag OtherName = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>What is wrong with a name, as a clause; null: nothing.</summary>
    public static string? Problem(CertificateName name) => name.Kind switch
    {
        NameKind.Upn => IsUpn(name.Value) ? null : $"'{name.Value}' is no user principal name, name@domain",
        NameKind.Email => MailText().IsMatch(name.Value) ? null : $"'{name.Value}' is no mail address in ASCII",
        NameKind.Dns => Host(name.Value) is not null ? null : $"'{name.Value}' is no host name",
        NameKind.Uri => IsUri(name.Value) ? null : $"'{name.Value}' is no absolute URI",
        _ => KerberosPrincipal.Parse(name.Value) is not null
            ? null
            : $"'{name.Value}' is no Kerberos principal, name@REALM",
    };

    /// <param name="names">At least one; none that has a <see cref="Problem"/>.</param>
    public static X509Extension Encode(IEnumerable<CertificateName> names)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (CertificateName name in names)
                Write(writer, name);
        }

        return new X509Extension(ExtensionId, writer.Encode(), critical: false);
    }

    /// <summary>Each name among extensions, DER in hex, so that they can be compared.</summary>
    public static IReadOnlySet<string> Read(IEnumerable<X509Extension> extensions)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (X509Extension extension in extensions.Where(e => e.Oid?.Value == ExtensionId))
        {
            AsnReader reader = new AsnReader(extension.RawData, AsnEncodingRules.BER).ReadSequence();
            while (reader.HasData)
                names.Add(Convert.ToHexString(reader.ReadEncodedValue().Span));
        }

        return names;
    }

    /// <summary>Account and domain, both there ([MS-ADTS] 5.1.1.1.1).</summary>
    public static bool IsUpn(string text) => text.Length <= 1024 && UpnText().IsMatch(text);

    private static void Write(AsnWriter writer, CertificateName name)
    {
        switch (name.Kind)
        {
            case NameKind.Upn:
                WriteOther(writer, UpnId, () => writer.WriteCharacterString(UniversalTagNumber.UTF8String, name.Value));
                break;
            case NameKind.Principal:
                WriteOther(writer, PrincipalId, () => KerberosPrincipal.Parse(name.Value)!.Write(writer));
                break;
            case NameKind.Email:
                WriteText(writer, 1, name.Value);
                break;
            case NameKind.Dns:
                WriteText(writer, 2, Host(name.Value)!);
                break;
            default:
                WriteText(writer, 6, name.Value);
                break;
        }
    }

    private static void WriteText(AsnWriter writer, int tag, string text) =>
        writer.WriteCharacterString(UniversalTagNumber.IA5String, text, new Asn1Tag(TagClass.ContextSpecific, tag));

    private static void WriteOther(AsnWriter writer, string id, Action value)
    {
        using (writer.PushSequence(OtherName))
        {
            writer.WriteObjectIdentifier(id);
            using (writer.PushSequence(OtherName))
                value();
        }
    }

    private static bool IsUri(string text) => text.All(char.IsAscii) && Uri.TryCreate(text, UriKind.Absolute, out _);

    /// <summary>In the form of the domain name system (RFC 5890, 2.3.2.1); null: it is none.</summary>
    private static string? Host(string text)
    {
        try
        {
            string host = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text);
            return host.EndsWith('.') ? null : host;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+$", RegexOptions.NonBacktracking)]
    private static partial Regex UpnText();

    [GeneratedRegex(@"^[!-?A-~]+@[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MailText();
}
