using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Cmp;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using TempCardIssuance.Infrastructure.Authorities.Cmp;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

/// <summary>What openssl makes of the same secret; its server does not know PBMAC1 yet.</summary>
public sealed class CmpProtectionTests(OpensslCa ca) : IClassFixture<OpensslCa>
{
    private static readonly byte[] Part = "header and body"u8.ToArray();

    [Fact]
    public async Task Pbmac1_is_what_openssl_makes_of_it()
    {
        AlgorithmIdentifier algorithm = MacProtection.NewPbmac1();
        var kdf = Pbkdf2Params.GetInstance(
            Pbmac1Params.GetInstance(algorithm.Parameters).KeyDerivationFunc.Parameters);

        string key = await OpensslCa.RunAsync(
            "kdf", "-keylen", "32", "-kdfopt", "digest:SHA256", "-kdfopt", $"pass:{CmpProxy.Secret}",
            "-kdfopt", $"hexsalt:{Convert.ToHexString(kdf.GetSalt())}", "-kdfopt", $"iter:{kdf.IterationCount}",
            "PBKDF2");
        string mac = await HmacAsync(key.Replace(":", "", StringComparison.Ordinal).Trim());

        Assert.Equal(mac, Protect(algorithm));
    }

    [Fact]
    public async Task Password_based_mac_hashes_as_often_as_it_says()
    {
        var pbm = new PbmParameter(
            [1, 2, 3],
            new AlgorithmIdentifier(new("2.16.840.1.101.3.4.2.1")),
            3,
            new AlgorithmIdentifier(PkcsObjectIdentifiers.IdHmacWithSha256));
        byte[] key = SHA256.HashData(SHA256.HashData(SHA256.HashData([.. Secret, 1, 2, 3])));

        string mac = await HmacAsync(Convert.ToHexString(key));

        Assert.Equal(mac, Protect(new AlgorithmIdentifier(CmpObjectIdentifiers.passwordBasedMac, pbm)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void A_message_can_not_make_us_hash_for_ever(int rounds)
    {
        var pbm = new PbmParameter(
            [1, 2, 3],
            new AlgorithmIdentifier(new("2.16.840.1.101.3.4.2.1")),
            rounds,
            new AlgorithmIdentifier(PkcsObjectIdentifiers.IdHmacWithSha256));

        Assert.Throws<NotSupportedException>(
            () => Protect(new AlgorithmIdentifier(CmpObjectIdentifiers.passwordBasedMac, pbm)));
    }

    [Theory]
    [InlineData("sha256", "rsa:2048", "")]
    [InlineData("sha384", "rsa:2048", "")]
    [InlineData("sha512", "rsa:2048", "")]
    [InlineData("sha256", "rsa:2048", "rsa_padding_mode:pss")]
    [InlineData("sha512", "rsa:2048", "rsa_padding_mode:pss")]
    [InlineData("sha512", "ed25519", "")] // RFC 9481, 3.3
    [InlineData("shake256", "ed448", "")]
    public async Task A_certificate_is_confirmed_by_the_hash_it_is_signed_with(string hash, string key, string padding)
    {
        string[] signature = key.StartsWith("ed", StringComparison.Ordinal) ? [] : [$"-{hash}"];
        string[] option = padding.Length > 0 ? ["-sigopt", padding] : [];
        await OpensslCa.RunAsync([
            "req", "-x509", "-newkey", key, "-nodes", "-subj", "/CN=x", .. signature, .. option,
            "-keyout", ca["x.key"], "-outform", "DER", "-out", ca["x.der"]]);
        string[] length = hash is "shake256" ? ["-xoflen", "64"] : [];
        string expected = await OpensslCa.RunAsync(["dgst", $"-{hash}", .. length, "-r", ca["x.der"]]);

        var made = CertificateHash.Of(await File.ReadAllBytesAsync(ca["x.der"], TestContext.Current.CancellationToken));

        Assert.Equal(expected.Split(' ')[0].ToUpperInvariant(), Convert.ToHexString(made.Value));
        Assert.Null(made.Algorithm);
        Assert.Equal(2, made.Version);
    }

    private static ReadOnlySpan<byte> Secret => System.Text.Encoding.UTF8.GetBytes(CmpProxy.Secret);

    private static string Protect(AlgorithmIdentifier algorithm) =>
        Convert.ToHexString(MacProtection.Compute(algorithm, Secret, Part));

    private async Task<string> HmacAsync(string key)
    {
        await File.WriteAllBytesAsync(ca["part"], Part);
        return (await OpensslCa.RunAsync(
            "mac", "-digest", "SHA256", "-macopt", $"hexkey:{key}", "-in", ca["part"], "HMAC")).Trim();
    }
}
