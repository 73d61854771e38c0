using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Infrastructure;
using static TempCardIssuance.Tests.Devices.Virtual.KeyUses;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>ATTEST, INS F9, and what it is made with.</summary>
public sealed class AttestationTests
{
    private const string GetCertificate = "CB3FFF";
    private const string CertificateTag = "5C035FFF01";

    [Theory]
    [InlineData("9A", "11")]
    [InlineData("9C", "14")]
    [InlineData("9D", "07")]
    [InlineData("9E", "E0")]
    [InlineData("82", "E1")]
    [InlineData("95", "05")]
    public void A_key_that_was_made_on_the_card_is_attested_up_to_the_root(string slot, string algorithm)
    {
        using var card = CardInReader.Administrated();
        string made = card.Generate(slot, algorithm);

        using X509Certificate2 statement = Attest(card, slot);

        using X509Certificate2 own = OwnCertificate(card);
        using X509Certificate2 root = X509CertificateLoader.LoadCertificate(AttestationRoot.OfProcess.Certificate);
        AssertChain(statement, own, root);
        Assert.Equal($"CN=YubiKey PIV Attestation {slot.ToLowerInvariant()}", statement.Subject);
        Assert.Equal((own.NotBefore, own.NotAfter), (statement.NotBefore, statement.NotAfter));
        string key = Convert.ToHexString(statement.PublicKey.EncodedKeyValue.RawData);
        Assert.Contains(algorithm is "07" or "05" ? key[36..200] : key, made, StringComparison.Ordinal);
    }

    [Fact]
    public void It_tells_version_serial_policies_and_form()
    {
        using var card = CardInReader.Administrated(CardInReader.Options with { Version = new Version(5, 4, 3) });
        Assert.EndsWith("9000", card.SendLong("47009A", "AC09800111AA0103AB0102"), StringComparison.Ordinal);

        using X509Certificate2 statement = Attest(card, "9A");

        var told = statement.Extensions.ToDictionary(
            extension => extension.Oid!.Value!, extension => Convert.ToHexString(extension.RawData));
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["1.3.6.1.4.1.41482.3.3"] = "050403",
                ["1.3.6.1.4.1.41482.3.7"] = "020312AB34",
                ["1.3.6.1.4.1.41482.3.8"] = "0302",
                ["1.3.6.1.4.1.41482.3.9"] = "01",
            },
            told);
    }

    [Fact]
    public void Nothing_is_attested_of_keys_that_were_not_made_on_the_card()
    {
        using var card = CardInReader.Administrated();
        Assert.Equal("9000", card.SendLong("FE119A", "060101"));

        Assert.Equal("6A80", card.SendLong("F99A00", ""));
        Assert.Equal("6A82", card.SendLong("F99C00", ""));
        Assert.Equal("6A86", card.SendLong("F99B00", ""));
        Assert.Equal("6A86", card.SendLong("F9F900", ""));
        Assert.Equal("6A86", card.SendLong("F99A01", ""));
    }

    [Fact]
    public void A_reset_leaves_key_and_certificate()
    {
        using var card = CardInReader.Administrated(CardInReader.Widespread);
        using X509Certificate2 before = OwnCertificate(card);
        for (int i = 0; i < 3; i++)
        {
            card.Send("0020008008FFFFFFFFFFFFFFFF");
            card.Send("002C008010FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF");
        }

        card.Expect("9000", "00FB0000");

        using X509Certificate2 after = OwnCertificate(card);
        Assert.Equal(before, after);
        card.Authenticate();
        card.Generate("9A", "11");
        using X509Certificate2 statement = Attest(card, "9A");
        Assert.Equal(after.Subject, statement.Issuer);
    }

    [Fact]
    public void Metadata_tell_of_the_key_that_attests()
    {
        using var card = CardInReader.Selected();

        Assert.StartsWith("01011102020101030101", card.Send("00F700F900"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_organisation_puts_its_own_key_in_place(bool isRsa)
    {
        using X509Certificate2 own = Make(isRsa, out string parts);
        using var card = CardInReader.Administrated();
        card.Generate("9A", "11");
        Assert.Equal("9000", card.SendLong(isRsa ? "FE07F9" : "FE14F9", parts));
        string certificate = $"70{Length(own.RawData.Length)}{Convert.ToHexString(own.RawData)}710100FE00";
        Assert.Equal("9000", card.SendLong(
            "DB3FFF", $"{CertificateTag}53{Length(certificate.Length / 2)}{certificate}"));

        using X509Certificate2 statement = Attest(card, "9A");

        AssertChain(statement, own, own);
    }

    [Fact]
    public void Without_a_certificate_nothing_is_attested()
    {
        using var card = CardInReader.Administrated(CardInReader.Widespread);
        card.Generate("9A", "11");
        Assert.Equal("9000", card.SendLong("DB3FFF", CertificateTag + "5300"));

        Assert.Equal("6985", card.SendLong("F99A00", ""));
    }

    [Fact]
    public void Another_root_can_be_given()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "roots", "virtual.pem");
        var root = AttestationRoot.At(file);
        using var card = CardInReader.Administrated(CardInReader.Options with { AttestationRoot = root });
        card.Generate("9A", "11");

        using X509Certificate2 statement = Attest(card, "9A");

        using X509Certificate2 own = OwnCertificate(card);
        using var named = X509Certificate2.CreateFromPem(File.ReadAllText(file));
        AssertChain(statement, own, named);
        Assert.Equal(named.RawData, AttestationRoot.At(file).Certificate);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file + ".p12"));
    }

    private static X509Certificate2 Attest(CardInReader card, string slot)
    {
        string statement = card.SendLong($"F9{slot}00", "");
        Assert.EndsWith("9000", statement, StringComparison.Ordinal);
        return X509CertificateLoader.LoadCertificate(Convert.FromHexString(statement[..^4]));
    }

    private static X509Certificate2 OwnCertificate(CardInReader card)
    {
        string content = card.SendLong(GetCertificate, CertificateTag);
        int start = content.IndexOf("3082", StringComparison.Ordinal);
        return X509CertificateLoader.LoadCertificate(Convert.FromHexString(content[start..^14]));
    }

    private static void AssertChain(X509Certificate2 statement, X509Certificate2 own, X509Certificate2 root)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.ExtraStore.Add(own);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(
            chain.Build(statement),
            string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    /// <summary>A certificate that signed itself, and its key as IMPORT takes it: RSA-2048 or P-384.</summary>
    private static X509Certificate2 Make(bool isRsa, out string parts)
    {
        var name = new X500DistinguishedName("CN=Ours");
        CertificateRequest request;
        if (isRsa)
        {
            var rsa = RSA.Create(2048);
            RSAParameters key = rsa.ExportParameters(includePrivateParameters: true);
            byte[][] all = [key.P!, key.Q!, key.DP!, key.DQ!, key.InverseQ!];
            parts = string.Concat(all.Select((part, i) => $"{i + 1:X2}{Length(part.Length)}{Convert.ToHexString(part)}"));
            request = new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        else
        {
            var elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            parts = "0630" + Convert.ToHexString(elliptic.ExportParameters(includePrivateParameters: true).D!);
            request = new CertificateRequest(name, elliptic, HashAlgorithmName.SHA256);
        }

        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }
}
