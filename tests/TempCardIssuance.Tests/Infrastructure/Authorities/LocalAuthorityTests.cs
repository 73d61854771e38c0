using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Local;

namespace TempCardIssuance.Tests.Infrastructure.Authorities;

public sealed class LocalAuthorityTests : IDisposable
{
    private readonly AuthorityBench _bench = new();
    private readonly LocalAuthority _authority;

    public LocalAuthorityTests() => _authority = new LocalAuthority(_bench.Options);

    public void Dispose()
    {
        _authority.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task It_makes_itself_with_a_key_that_only_its_owner_can_read()
    {
        await _authority.CheckAsync(CancellationToken.None);

        using X509Certificate2 ca = X509CertificateLoader.LoadCertificateFromFile(_bench.CaFile);
        X509BasicConstraintsExtension constraints = ca.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.Equal((true, true, 0), (
            constraints.CertificateAuthority, constraints.HasPathLengthConstraint, constraints.PathLengthConstraint));
        Assert.Equal("CN=TempCardIssuance local authority", ca.Subject);
        Assert.StartsWith(
            "-----BEGIN ENCRYPTED PRIVATE KEY-----",
            await File.ReadAllTextAsync(_bench["ca.key"]),
            StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        const UnixFileMode all = owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        Assert.Equal(
            [
                ("ca.crt", all), ("ca.key", owner), ("crl.der", all), ("crl.pem", all), ("index.jsonl", owner),
                ("lock", owner),
            ],
            new DirectoryInfo(_bench.Options.Path).EnumerateFiles().OrderBy(f => f.Name)
                .Select(f => (f.Name, f.UnixFileMode)));
    }

    [Theory]
    [InlineData(KeyType.Rsa2048)]
    [InlineData(KeyType.EccP256)]
    [InlineData(KeyType.EccP384)]
    [InlineData(KeyType.Rsa3072)]
    [InlineData(KeyType.Rsa4096)]
    [InlineData(KeyType.Ed25519)]
    public async Task OpenSsl_accepts_a_good_certificate_and_refuses_a_revoked_one(KeyType keyType)
    {
        byte[] good = await _authority.IssueDerAsync(AuthorityBench.Order(keyType: keyType), CancellationToken.None);
        byte[] bad = await _authority.IssueDerAsync(AuthorityBench.Order(keyType: keyType), CancellationToken.None);
        await _authority.RevokeAsync(
            AuthorityBench.Serial(bad), RevocationReason.CessationOfOperation, CancellationToken.None);

        (int goodCode, string goodOutput) = await VerifyAsync(good);
        (int badCode, string badOutput) = await VerifyAsync(bad);
        (_, string list) = await OpenSsl.RunAsync(
            "crl", "-in", _bench.CrlFile, "-CAfile", _bench.CaFile, "-noout", "-text");

        Assert.True(goodCode == 0, goodOutput);
        Assert.True(badCode != 0 && badOutput.Contains("certificate revoked", StringComparison.Ordinal), badOutput);
        Assert.Contains("verify OK", list, StringComparison.Ordinal);
        Assert.Contains("Cessation Of Operation", list, StringComparison.Ordinal);
        Assert.Contains(AuthorityBench.Serial(bad), list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9A", KeyType.EccP256, X509KeyUsageFlags.DigitalSignature, "1.3.6.1.5.5.7.3.2 1.3.6.1.4.1.311.20.2.2")]
    [InlineData("9C", KeyType.EccP256, X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
        "1.3.6.1.5.5.7.3.4")]
    [InlineData("9D", KeyType.Rsa2048, X509KeyUsageFlags.KeyEncipherment, "1.3.6.1.5.5.7.3.4")]
    [InlineData("9D", KeyType.EccP384, X509KeyUsageFlags.KeyAgreement, "1.3.6.1.5.5.7.3.4")]
    [InlineData("82", KeyType.Rsa2048, X509KeyUsageFlags.KeyEncipherment, "1.3.6.1.5.5.7.3.4")]
    [InlineData("95", KeyType.EccP256, X509KeyUsageFlags.KeyAgreement, "1.3.6.1.5.5.7.3.4")]
    [InlineData("9E", KeyType.EccP256, X509KeyUsageFlags.DigitalSignature, "2.16.840.1.101.3.6.8")]
    public async Task Usages_are_those_of_the_slot(
        string slot, KeyType keyType, X509KeyUsageFlags usage, string extended)
    {
        using X509Certificate2 certificate = await IssueAsync(AuthorityBench.Order(slot: slot, keyType: keyType));

        Assert.Equal(usage, certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.Equal(extended, string.Join(' ', ExtendedUsages(certificate)));
    }

    [Fact]
    public async Task Usages_of_the_profile_come_before_those_of_the_slot()
    {
        CertificateOrder order = AuthorityBench.Order();
        CertificateProfile profile = order.Profile with { ExtendedKeyUsages = ["1.2.3.4"] };
        order = order with { Extensions = RequestedExtensions.Of(profile, [], sid: null) };

        using X509Certificate2 certificate = await IssueAsync(order);

        Assert.Equal(["1.2.3.4"], ExtendedUsages(certificate));
    }

    [Fact]
    public async Task A_certificate_says_who_it_is_for_and_who_made_it()
    {
        using X509Certificate2 certificate = await IssueAsync(AuthorityBench.Order());
        using X509Certificate2 ca = X509CertificateLoader.LoadCertificateFromFile(_bench.CaFile);

        Assert.Equal("CN=Temporary card T-00001, O=\"Example, Inc.\"", certificate.Subject);
        Assert.Equal(ca.Subject, certificate.Issuer);
        X509AuthorityKeyIdentifierExtension issuerKey =
            certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().Single();
        Assert.Equal(Key(ca), issuerKey.KeyIdentifier!.Value.ToArray());
        Assert.Equal(34, certificate.SerialNumber.Length);
        Assert.StartsWith("01", certificate.SerialNumber, StringComparison.Ordinal);
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public async Task A_pool_account_is_named_by_UPN_and_SID_and_the_list_by_its_address()
    {
        const string sid = "S-1-5-21-1004336348-1177238915-682003330-512";
        using var authority = new LocalAuthority(
            _bench.Options with
            {
                CrlUrl = new Uri("http://crl.example/cards.crl"),
                CrlUrls = [new Uri("ldap://directory.example/cn=cards?certificateRevocationList")],
                IssuerUrls = [new Uri("http://crl.example/cards.crt")],
                OcspUrls = [new Uri("http://ocsp.example/")],
            });
        CertificateOrder order = AuthorityBench.Order();
        byte[] der = await authority.IssueDerAsync(
            order with
            {
                Extensions = RequestedExtensions.Of(
                    order.Profile, [new CertificateName(NameKind.Upn, "pool7@example.org")], sid),
            },
            CancellationToken.None);

        (_, string text) = await OpenSsl.RunAsync("x509", "-in", _bench.WriteCertificate(der), "-noout", "-text");
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);

        Assert.Contains("othername: UPN::pool7@example.org", text, StringComparison.Ordinal);
        Assert.Contains("URI:http://crl.example/cards.crl", text, StringComparison.Ordinal);
        Assert.Contains("URI:ldap://directory.example/cn=cards?certificateRevocationList", text, StringComparison.Ordinal);
        Assert.Contains("CA Issuers - URI:http://crl.example/cards.crt", text, StringComparison.Ordinal);
        Assert.Contains("OCSP - URI:http://ocsp.example/", text, StringComparison.Ordinal);
        byte[] extension = certificate.Extensions["1.3.6.1.4.1.311.25.2"]!.RawData;
        AsnReader other = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence()
            .ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
        Assert.Equal("1.3.6.1.4.1.311.25.2.1", other.ReadObjectIdentifier());
        Assert.Equal(sid, Encoding.ASCII.GetString(
            other.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadOctetString()));
    }

    [Fact]
    public async Task Validity_is_what_was_ordered_and_is_never_cut_to_the_issuers()
    {
        await _authority.CheckAsync(CancellationToken.None);
        using X509Certificate2 ca = X509CertificateLoader.LoadCertificateFromFile(_bench.CaFile);
        DateTimeOffset start = DateTimeOffset.UtcNow.AddHours(1);
        var end = new DateTimeOffset(ca.NotAfter);

        using X509Certificate2 certificate = await IssueAsync(AuthorityBench.Order(notBefore: start, notAfter: end));

        Assert.Equal(
            start.ToUnixTimeSeconds(), new DateTimeOffset(certificate.NotBefore).ToUnixTimeSeconds());
        Assert.Equal(ca.NotAfter, certificate.NotAfter);
        Assert.Equal(
            ErrorIds.AuthorityEndsEarly,
            await RefusedAsync(AuthorityBench.Order(notBefore: start, notAfter: end.AddSeconds(1))));
    }

    [Theory]
    [InlineData(KeyType.EccP256)]
    [InlineData(KeyType.Ed25519)]
    public async Task A_request_that_its_own_key_did_not_sign_is_refused(KeyType keyType)
    {
        byte[] request = AuthorityBench.Request(keyType);
        request[^1] ^= 1;

        Assert.Equal(
            ErrorIds.CertificateRefused, await RefusedAsync(AuthorityBench.Order(keyType: keyType, request: request)));
    }

    [Fact]
    public async Task What_the_authority_can_not_stand_for_is_refused()
    {
        CertificateOrder order = AuthorityBench.Order();
        CertificateOrder[] orders =
        [
            AuthorityBench.Order(keyType: KeyType.EccP384, request: AuthorityBench.Request(KeyType.EccP256)),
            AuthorityBench.Order(keyType: KeyType.EccP256, request: AuthorityBench.Request(KeyType.Rsa2048)),
            AuthorityBench.Order(keyType: KeyType.Ed25519, request: AuthorityBench.Request(KeyType.EccP256)),
            AuthorityBench.Order(keyType: KeyType.EccP256, request: AuthorityBench.Request(KeyType.Ed25519)),
            AuthorityBench.Order(keyType: KeyType.Ed25519, request: [1, 2, 3]),
            AuthorityBench.Order(request: [1, 2, 3]),
            order with { NotAfter = order.NotBefore },
            order with { Subject = "nonsense" },
        ];

        foreach (CertificateOrder refused in orders)
            Assert.Equal(ErrorIds.CertificateRefused, await RefusedAsync(refused));
        Assert.Empty(await _authority.FindIssuedAsync(order.ProductionId, CancellationToken.None));
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_showing_it()
    {
        await _authority.CheckAsync(CancellationToken.None);
        await File.WriteAllTextAsync(_bench.Options.Password.Name, "battery staple");
        using var other = new LocalAuthority(_bench.Options);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => other.CheckAsync(CancellationToken.None));

        Assert.Equal(ErrorIds.AuthorityNotReady, error.ErrorId);
        Assert.DoesNotContain("battery", error.ToString() + error.Remedy?.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Key(X509Certificate2 ca) =>
        ca.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.ToArray();

    private static IEnumerable<string> ExtendedUsages(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single()
            .EnhancedKeyUsages.Cast<Oid>().Select(o => o.Value!);

    [Fact]
    public async Task A_key_that_is_for_key_agreement_alone_is_taken_as_it_is()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        Assert.True(_authority.Abilities.TakesPublicKeys);

        using X509Certificate2 certificate = await IssueAsync(
            AuthorityBench.Order(slot: "9D", request: []) with { PublicKey = publicKey });

        Assert.Equal(publicKey, certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [InlineData("9A", KeyType.EccP256, KeyType.EccP256)]
    [InlineData("9C", KeyType.EccP256, KeyType.EccP256)]
    [InlineData("9D", KeyType.Rsa2048, KeyType.Rsa2048)]
    [InlineData("9D", KeyType.EccP384, KeyType.EccP256)]
    public async Task No_other_key_is_taken_without_its_signature(string slot, KeyType wanted, KeyType made)
    {
        byte[] publicKey = CertificateRequest.LoadSigningRequest(
            AuthorityBench.Request(made), HashAlgorithmName.SHA256, signerSignaturePadding: RSASignaturePadding.Pkcs1)
            .PublicKey.ExportSubjectPublicKeyInfo();

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => _authority.IssueAsync(
            AuthorityBench.Order(slot: slot, keyType: wanted, request: []) with { PublicKey = publicKey },
            CancellationToken.None));

        Assert.Equal(ErrorIds.CertificateRefused, error.ErrorId);
    }

    private async Task<X509Certificate2> IssueAsync(CertificateOrder order) =>
        X509CertificateLoader.LoadCertificate(await _authority.IssueDerAsync(order, CancellationToken.None));

    private async Task<string> RefusedAsync(CertificateOrder order)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => _authority.IssueDerAsync(order, CancellationToken.None));
        return error.ErrorId;
    }

    private Task<(int ExitCode, string Output)> VerifyAsync(byte[] der) => OpenSsl.RunAsync(
        "verify", "-CAfile", _bench.CaFile, "-CRLfile", _bench.CrlFile, "-crl_check", _bench.WriteCertificate(der));
}
