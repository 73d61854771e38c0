using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Certificates as authorities hand them out.</summary>
internal static class CertificateBundle
{
    /// <param name="content">PEM, DER, or PKCS#7 in either (RFC 7468, 5 to 8).</param>
    /// <exception cref="CryptographicException">It is none of these.</exception>
    public static X509Certificate2Collection Read(byte[] content)
    {
        string text = Encoding.Latin1.GetString(content);
        var found = new X509Certificate2Collection();
        for (ReadOnlySpan<char> rest = text; PemEncoding.TryFind(rest, out PemFields fields);)
        {
            byte[] der = Convert.FromBase64String(rest[fields.Base64Data].ToString());
            switch (rest[fields.Label])
            {
                case "CERTIFICATE" or "X509 CERTIFICATE":
                    found.Add(X509CertificateLoader.LoadCertificate(der));
                    break;
                case "PKCS7" or "CMS":
                    found.AddRange(OfMessage(der));
                    break;
            }

            rest = rest[fields.Location.End..];
        }

        if (found.Count > 0)
            return found;
        if (content.Length == 0)
            throw new CryptographicException("It is empty.");
        return TypeOf(content) switch
        {
            X509ContentType.Cert => [X509CertificateLoader.LoadCertificate(content)],
            X509ContentType.Pkcs7 => OfMessage(content),
            _ => throw new CryptographicException("There is no certificate in it."),
        };
    }

    /// <summary>What is told of other content depends on the system, and says nothing.</summary>
    private static X509ContentType TypeOf(byte[] content)
    {
        try
        {
            return X509Certificate2.GetCertContentType(content);
        }
        catch (CryptographicException)
        {
            return X509ContentType.Unknown;
        }
    }

    private static X509Certificate2Collection OfMessage(byte[] der)
    {
        var message = new SignedCms();
        message.Decode(der);
        return message.Certificates;
    }
}
