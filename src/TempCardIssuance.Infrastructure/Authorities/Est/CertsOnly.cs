using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TempCardIssuance.Infrastructure.Authorities.Est;

/// <summary>
/// The certificates that a server gives (RFC 7030, 4.1.3 and 4.2.3): a SignedData without signers, in base64.
/// </summary>
/// <remarks>
/// Servers write base64 in lines or in one, some add the armour of PEM (RFC 7468, 8), some send DER as it is, and what
/// they say in headers about it differs; so what is there is looked at instead (RFC 8951, 2).
/// </remarks>
internal static class CertsOnly
{
    /// <returns>In the order of the server; may be empty.</returns>
    /// <exception cref="CryptographicException">It is nothing of the kind.</exception>
    public static X509Certificate2Collection Read(byte[] body)
    {
        var message = new SignedCms();
        try
        {
            message.Decode(Der(body));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new CryptographicException("The answer is no list of certificates (PKCS#7).", e);
        }

        return message.Certificates;
    }

    private static byte[] Der(byte[] body)
    {
        if (body is [0x30, > 0x7F, ..]) // a SEQUENCE of more than 127 bytes, or of a length that comes later
            return body;
        string text = Encoding.ASCII.GetString(body);
        return Convert.FromBase64String(
            PemEncoding.TryFind(text, out PemFields armour) ? text[armour.Base64Data] : text);
    }
}
