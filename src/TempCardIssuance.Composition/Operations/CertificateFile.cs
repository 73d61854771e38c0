using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Composition.Operations;

/// <summary>Files with one certificate.</summary>
internal static class CertificateFile
{
    /// <summary>The certificate of a PEM or DER file, DER.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CertificateFileInvalid"/>.</exception>
    public static byte[] Read(string file)
    {
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            return certificate.RawData;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new TempCardException(
                ErrorIds.CertificateFileInvalid,
                ErrorKind.InvalidData,
                $"'{file}' can't be read as a certificate: {e.Message}",
                "Give a file with one certificate, PEM or DER.",
                file,
                e);
        }
    }
}
