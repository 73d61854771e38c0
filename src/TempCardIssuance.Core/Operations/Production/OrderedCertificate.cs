using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>Compares what an authority gave with what it was asked for.</summary>
internal static class OrderedCertificate
{
    /// <summary>How far the clock of an authority may be ahead.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What authorities add to say who they are and where to ask them: key identifiers, basic constraints, addresses of
    /// lists, services and statements (RFC 5280, 4.2).
    /// </summary>
    private static readonly string[] OfTheAuthority =
    [
        "2.5.29.14", "2.5.29.35", "2.5.29.19", "2.5.29.31", "2.5.29.46", "2.5.29.32", "1.3.6.1.5.5.7.1.1",
    ];

    /// <summary>Whether it is a certificate.</summary>
    public static bool IsReadable(byte[] rawData)
    {
        using X509Certificate2? certificate = Load(rawData);
        return certificate is not null;
    }

    /// <summary>Why it can't be the certificate of this order at all, as a clause; null: it is.</summary>
    public static string? Foreign(CertificateOrder order, byte[] rawData)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(rawData);
        return certificate switch
        {
            _ when !certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(order.PublicKey.Span) =>
                "it is for another key than the card's",
            _ when IsAuthority(certificate) is true => "it is the certificate of an authority",
            _ => null,
        };
    }

    /// <summary>Why it is not to be used, as a clause; null: it is as ordered.</summary>
    public static string? Difference(CertificateOrder order, byte[] rawData, DateTimeOffset now)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(rawData);
        AuthorityChoice choice = order.Profile.AuthorityDecides;
        DateTimeOffset begin = Later(now, order.NotBefore) + Tolerance;
        if (certificate.NotBefore.ToUniversalTime() > begin.UtcDateTime)
        {
            return $"it is valid from {Text(certificate.NotBefore)}, and here it is {now:u}; if the clocks of both "
                + "computers differ, correct them";
        }

        if (certificate.NotAfter.ToUniversalTime() <= Later(now, order.NotBefore).UtcDateTime)
            return $"it was valid until {Text(certificate.NotAfter)}";
        if (!choice.HasFlag(AuthorityChoice.Subject)
            && !DistinguishedNames.AreEqual(certificate.SubjectName, new X500DistinguishedName(order.Subject)))
        {
            return $"its subject is '{ControlCharacters.Shown(certificate.Subject)}', and "
                + $"'{DistinguishedNames.Shown(order.Subject)}' was asked for";
        }

        if (IsAuthority(certificate) is null)
            return "its basic constraints can't be read";
        return choice.HasFlag(AuthorityChoice.Names) ? null : DifferenceOfNames(order, certificate);
    }

    private static string? DifferenceOfNames(CertificateOrder order, X509Certificate2 certificate)
    {
        IReadOnlySet<string> wanted = SubjectNames.Read(order.Extensions);
        IReadOnlySet<string> given;
        try
        {
            given = SubjectNames.Read(certificate.Extensions);
        }
        catch (AsnContentException)
        {
            return "its names (subjectAltName) can't be read";
        }

        return (given.IsSubsetOf(wanted), given.IsSupersetOf(wanted)) switch
        {
            (false, _) => "it has names that were not asked for",
            (_, false) => "it lacks names that were asked for",
            _ => null,
        };
    }

    /// <summary>In what it differs so that it can be used all the same, as clauses.</summary>
    public static IEnumerable<string> Told(CertificateOrder order, byte[] rawData)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(rawData);
        var until = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        if (until != order.NotAfter)
            yield return $"valid until {until:u} instead of {order.NotAfter:u}";
        foreach (X509Extension wanted in order.Extensions)
        {
            X509Extension? given = certificate.Extensions[wanted.Oid!.Value!];
            string name = wanted.Oid.FriendlyName ?? wanted.Oid.Value!;
            if (given is null)
                yield return $"without {name}";
            else if (!given.RawData.AsSpan().SequenceEqual(wanted.RawData))
                yield return $"other {name}";
        }

        foreach (X509Extension given in certificate.Extensions.Where(e =>
            order.Extensions.All(wanted => wanted.Oid!.Value != e.Oid!.Value)
            && !OfTheAuthority.Contains(e.Oid!.Value, StringComparer.Ordinal)))
        {
            yield return $"{(given.Critical ? "critical " : "")}{given.Oid!.FriendlyName ?? given.Oid.Value} besides";
        }
    }

    /// <summary>Null: what says it can't be read, which makes nobody an authority.</summary>
    private static bool? IsAuthority(X509Certificate2 certificate)
    {
        try
        {
            return certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(e => e.CertificateAuthority);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static X509Certificate2? Load(byte[] rawData)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(rawData);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Text(DateTime local) => $"{new DateTimeOffset(local.ToUniversalTime()):u}";

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
