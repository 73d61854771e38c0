using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>Certificates that came with a message; what .NET can't read is left out.</summary>
internal sealed class LoadedCertificates : IDisposable
{
    /// <summary>More than any chain has.</summary>
    private const int Most = 20;

    private readonly List<X509Certificate2> _all = [];

    public LoadedCertificates(IEnumerable<byte[]> encoded)
    {
        foreach (byte[] certificate in encoded.Take(Most))
        {
            try
            {
                _all.Add(X509CertificateLoader.LoadCertificate(certificate));
            }
            catch (CryptographicException)
            {
                // Nobody can have signed with it.
            }
        }
    }

    public IReadOnlyList<X509Certificate2> All => _all;

    public void Dispose()
    {
        foreach (X509Certificate2 certificate in _all)
            certificate.Dispose();
    }
}
