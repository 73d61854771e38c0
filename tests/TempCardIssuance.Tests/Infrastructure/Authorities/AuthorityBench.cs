using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities.Local;

namespace TempCardIssuance.Tests.Infrastructure.Authorities;

/// <summary>A folder for an authority, and orders for it.</summary>
internal sealed class AuthorityBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AuthorityBench() => _folder.Write("password", "correct horse");

    public string CaFile => this["ca.crt"];

    public string CrlFile => this["crl.pem"];

    public string this[string name] => Path.Combine(_folder["ca"], name);

    public LocalAuthoritySettings Options => new()
    {
        Name = "local",
        Path = _folder["ca"],
        Password = new SecretReference(SecretSource.File, _folder["password"]),
        // Made in no time.
        Key = KeyType.EccP384,
        LockTimeout = TimeSpan.FromMinutes(2),
    };

    public static CertificateOrder Order(
        string productionId = "P-1",
        string slot = "9A",
        KeyType keyType = KeyType.EccP256,
        byte[]? request = null,
        DateTimeOffset? notBefore = null,
        DateTimeOffset? notAfter = null)
    {
        DateTimeOffset start = notBefore ?? DateTimeOffset.UtcNow;
        var profile = new CertificateProfile
        {
            Name = "authentication",
            Slot = slot,
            KeyType = keyType,
            Authority = "local",
            Subject = "CN=Temporary card {cardNumber}",
        };
        return new CertificateOrder
        {
            ProductionId = productionId,
            CardNumber = "T-00001",
            Profile = profile,
            Extensions = RequestedExtensions.Of(profile, [], sid: null),
            Request = request ?? Request(keyType),
            Subject = "CN=Temporary card T-00001, O=\"Example, Inc.\"",
            NotBefore = start,
            NotAfter = notAfter ?? start.AddDays(14),
        };
    }

    /// <summary>A PKCS#10 request as a card would make it.</summary>
    public static byte[] Request(KeyType keyType)
    {
        if (keyType == KeyType.Ed25519)
            return Ed25519Request();
        if (KeySpec.Of(keyType).RsaBits is { } bits)
        {
            using var rsa = RSA.Create(bits);
            return new CertificateRequest("CN=x", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSigningRequest();
        }

        using var key = ECDsa.Create(
            keyType == KeyType.EccP256 ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384);
        return new CertificateRequest(
            "CN=x", key, keyType == KeyType.EccP256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384)
            .CreateSigningRequest();
    }

    private static byte[] Ed25519Request()
    {
        var key = new Ed25519PrivateKeyParameters(new SecureRandom());
        return new Pkcs10CertificationRequest(
            new Asn1SignatureFactory("Ed25519", key), new X509Name("CN=x"), key.GeneratePublicKey(), new DerSet())
            .GetEncoded();
    }

    public string WriteCertificate(byte[] der)
    {
        string file = _folder[$"{Guid.NewGuid():N}.pem"];
        File.WriteAllText(file, PemEncoding.WriteString("CERTIFICATE", der));
        return file;
    }

    public static string Serial(byte[] der)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
        return certificate.SerialNumber;
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>What most tests want of a local authority, whatever store asks.</summary>
internal static class AuthorityCalls
{
    public const string StoreId = "test";

    /// <summary>The certificate that is issued, DER.</summary>
    public static async Task<byte[]> IssueDerAsync(
        this LocalAuthority authority, CertificateOrder order, CancellationToken cancellationToken) =>
        ((IssuedCertificate)await authority.IssueAsync(order, cancellationToken)).RawData;

    public static Task RevokeAsync(
        this LocalAuthority authority, string serial, RevocationReason reason, CancellationToken cancellationToken) =>
        authority.RevokeAsync(new RevocationOrder(serial, reason), cancellationToken);

    public static Task<IReadOnlyList<IssuedCertificate>> FindIssuedAsync(
        this LocalAuthority authority, string productionId, CancellationToken cancellationToken) =>
        authority.FindIssuedAsync(productionId, StoreId, cancellationToken);
}
