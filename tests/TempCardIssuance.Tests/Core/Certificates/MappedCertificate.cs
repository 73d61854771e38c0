using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Tests.Core.Certificates;

/// <summary>Certificates with the names, numbers and keys that a test wants.</summary>
internal static class MappedCertificate
{
    public static readonly X500DistinguishedName Contoso = new("CN=CONTOSO-DC-CA, DC=contoso, DC=com");

    /// <param name="issuer">Who issues it.</param>
    /// <param name="subject">Whom it names; null: card T-00001.</param>
    /// <param name="serial">Its number in hex, most significant byte first.</param>
    /// <param name="key">For whom it is; null: a key of its own.</param>
    /// <param name="also">Further extensions.</param>
    public static CardCertificate Make(
        X500DistinguishedName issuer,
        X500DistinguishedName? subject = null,
        string serial = "2B0000000011AC0000000012",
        AsymmetricAlgorithm? key = null,
        params IEnumerable<X509Extension> also)
    {
        using var authority = RSA.Create(2048);
        using var own = RSA.Create(2048);
        subject ??= new X500DistinguishedName("CN=Temporary card T-00001");
        CertificateRequest request = (key ?? own) switch
        {
            ECDsa ec => new CertificateRequest(subject, ec, HashAlgorithmName.SHA256),
            var rsa => new CertificateRequest(subject, (RSA)rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        foreach (X509Extension extension in also)
            request.CertificateExtensions.Add(extension);
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using X509Certificate2 made = request.Create(
            issuer,
            X509SignatureGenerator.CreateForRSA(authority, RSASignaturePadding.Pkcs1),
            from,
            from.AddDays(90),
            Convert.FromHexString(serial));
        return new CardCertificate
        {
            ProductionId = "P-1",
            BatchId = "B-000001",
            CardNumber = "T-00001",
            Profile = "logon",
            Slot = "9A",
            Authority = "local",
            SerialNumber = serial,
            Subject = made.Subject,
            NotBefore = from,
            NotAfter = from.AddDays(90),
            State = CertificateState.Active,
            Pem = made.ExportCertificatePem(),
        };
    }
}
