using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Http;

/// <summary>A CA for the TLS of servers and their clients, in memory.</summary>
internal sealed class TestPki : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _ca;

    public TestPki(string name = "CN=TLS authority") => _ca = Request(name, _key, isCa: true)
        .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(30));

    private TestPki(X509Certificate2 ca, ECDsa key)
    {
        _key = key;
        _ca = ca;
    }

    public byte[] Certificate => _ca.RawData;

    public string Pem => _ca.ExportCertificatePem();

    /// <summary>A certificate with its key.</summary>
    public X509Certificate2 Issue(string subject, DateTimeOffset? notAfter = null, params string[] hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(subject, key, isCa: false);
        if (hosts.Length > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (string host in hosts)
            {
                if (IPAddress.TryParse(host, out IPAddress? address))
                    names.AddIpAddress(address);
                else
                    names.AddDnsName(host);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        using X509Certificate2 certificate = Sign(request, notAfter);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>A CA below this one.</summary>
    public TestPki Below(string name)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestPki(Sign(Request(name, key, isCa: true), notAfter: null), key);
    }

    public void Dispose()
    {
        _ca.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset? notAfter) => request.Create(
        _ca.SubjectName,
        X509SignatureGenerator.CreateForECDsa(_key),
        DateTimeOffset.UtcNow.AddDays(-1),
        notAfter ?? DateTimeOffset.UtcNow.AddDays(20),
        RandomNumberGenerator.GetBytes(9));

    private static CertificateRequest Request(string name, ECDsa key, bool isCa)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(isCa
            ? X509BasicConstraintsExtension.CreateForCertificateAuthority()
            : X509BasicConstraintsExtension.CreateForEndEntity());
        return request;
    }
}
