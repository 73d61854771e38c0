using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TempCardIssuance.Infrastructure.Authorities.Est;

/// <summary>
/// The certificates that a server gives (RFC 7030, 4.1.3 and 4.2.3): a SignedData without signers, in base64.
/// </summary>
/// <remarks>
/// Servers write base64 in lines or in one, some add the armour of PEM (RFC 7468, 8), some send DER as it is, or
/// certificates as they are, and what they say in headers about it differs; so what is there is looked at instead
/// (RFC 8951, 2). A certificate that is not read is one that nobody can revoke.
/// </remarks>
internal static class CertsOnly
{
    private const string CertificateLabel = "CERTIFICATE";

    /// <returns>In the order of the server; may be empty.</returns>
    /// <exception cref="CryptographicException">It is nothing of the kind.</exception>
    public static X509Certificate2Collection Read(byte[] body)
    {
        try
        {
            if (body is [0x30, > 0x7F, ..]) // a SEQUENCE of more than 127 bytes, or of a length that comes later
                return OfDer(body);
            string text = Encoding.UTF8.GetString(body).Trim('\uFEFF', '\0');
            if (!PemEncoding.TryFind(text, out PemFields armour))
                return OfDer(Convert.FromBase64String(text));
            return text[armour.Label] is CertificateLabel
                ? OfPem(text)
                : OfDer(Convert.FromBase64String(text[armour.Base64Data]));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new CryptographicException("The answer is no list of certificates (PKCS#7).", e);
        }
    }

    private static X509Certificate2Collection OfPem(string text)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(text);
        return certificates;
    }

    private static X509Certificate2Collection OfDer(byte[] der)
    {
        if (X509Certificate2.GetCertContentType(der) is X509ContentType.Cert)
            return [X509CertificateLoader.LoadCertificate(der)];
        var message = new SignedCms();
        message.Decode(der);
        return message.Certificates;
    }
}
