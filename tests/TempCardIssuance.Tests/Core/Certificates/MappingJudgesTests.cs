using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Tests.Infrastructure;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Core.Certificates;

/// <summary>
/// Mappings against the programs whose forms they are in: OpenSSH's, OpenSSL's names, POSIX's expressions.
/// </summary>
public sealed class MappingJudgesTests
{
    [ToolTheory("ssh-keygen")]
    [InlineData("RSA2048")]
    [InlineData("RSA3072")]
    [InlineData("ECCP256")]
    [InlineData("ECCP384")]
    public async Task The_line_for_OpenSSH_is_what_ssh_keygen_makes_of_the_key(string type)
    {
        using var folder = new TemporaryFolder();
        using AsymmetricAlgorithm key = type.StartsWith("RSA", StringComparison.Ordinal)
            ? RSA.Create(KeySpec.All.Single(spec => spec.Word == type).RsaBits!.Value)
            : ECDsa.Create(ECCurve.CreateFromValue(KeySpec.All.Single(spec => spec.Word == type).Curve!));
        string file = folder["key.pub.pem"];
        await File.WriteAllTextAsync(file, key.ExportSubjectPublicKeyInfoPem(), TestContext.Current.CancellationToken);

        var mapping = CardIdentityMapping.Of(MappedCertificate.Make(MappedCertificate.Contoso, key: key));

        string line = await Tool.RunAsync("ssh-keygen", "-i", "-m", "PKCS8", "-f", file);
        Assert.Equal(line.Trim(), mapping.OpenSshKey);
    }

    [ToolFact("ssh-keygen")]
    public async Task The_line_for_an_Ed25519_key_is_what_ssh_keygen_writes()
    {
        using var folder = new TemporaryFolder();
        await Tool.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder["key"]);
        string line = (await File.ReadAllTextAsync(folder["key.pub"], TestContext.Current.CancellationToken)).Trim();
        byte[] key = Convert.FromBase64String(line.Split(' ')[1])[^32..];

        Assert.Equal(
            line, OpenSshKey.Of(new PublicKey(new Oid("1.3.101.112"), parameters: null, new AsnEncodedData(key))));
    }

    /// <summary>The names are what the server has, and the rules find them and nothing longer.</summary>
    [ToolTheory("openssl", "grep")]
    [InlineData("CN=CA, O=\"Muster, Meier AG\", C=CH", "CN=Temporary card T-00001 1, O=Example")]
    [InlineData("CN=CA", "CN=\"a+b (c) [d] {2} ^x$ *.? \\\\ | <SUBJECT>\", O=Example")]
    [InlineData("CN=CA", "CN=Łdź 鍵 𝄞")]
    [InlineData("CN=Zürcher CA, O=Muster", "CN=T-00001, SERIALNUMBER=7, E=a@example.org, OU=Ж")]
    [InlineData("CN=Zürich, OID.1.2.3.4=x, O=Muster", "OID.2.5.4.42=Anna, S=Bern, T=Dr, DC=example, DC=org, CN=T-1")]
    public async Task The_rule_for_Kerberos_finds_the_names_as_OpenSSL_writes_them(string issuer, string subject)
    {
        CardCertificate certificate = MappedCertificate.Make(
            new X500DistinguishedName(issuer), new X500DistinguishedName(subject));

        string rule = CardIdentityMapping.Of(certificate).PkinitCertMatch!;

        Assert.StartsWith("&&<ISSUER>", rule, StringComparison.Ordinal);
        string[] parts = rule[2..].Split(["<ISSUER>", "<SUBJECT>"], StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("^", parts[^1], StringComparison.Ordinal);
        Assert.EndsWith("$", parts[^1], StringComparison.Ordinal);
        foreach (string expression in parts[..^1])
            Assert.True(await MatchesAsync(certificate, "-issuer", expression), expression);
        Assert.True(await MatchesAsync(certificate, "-subject", parts[^1]), parts[^1]);
        CardCertificate other = MappedCertificate.Make(
            new X500DistinguishedName(issuer), new X500DistinguishedName(subject + "1"));
        Assert.False(await MatchesAsync(other, "-subject", parts[^1]), parts[^1]);
    }

    /// <summary>A part of it could be the name of another card.</summary>
    [Theory]
    [InlineData("CN=Müller")]
    [InlineData("OID.1.2.3.4=T-00001")]
    public void A_subject_that_rules_cannot_say_has_none(string subject) => Assert.Null(CardIdentityMapping
        .Of(MappedCertificate.Make(MappedCertificate.Contoso, new X500DistinguishedName(subject))).PkinitCertMatch);

    /// <summary>With the very flags of the server: XN_FLAG_SEP_COMMA_PLUS and nothing else.</summary>
    private static async Task<bool> MatchesAsync(CardCertificate certificate, string which, string expression)
    {
        using var folder = new TemporaryFolder();
        string pem = folder["certificate.pem"];
        await File.WriteAllTextAsync(pem, certificate.Pem);
        (_, string name) = await OpenSsl.RunAsync(
            "x509", "-in", pem, "-noout", which, "-nameopt", "sep_comma_plus,sname");
        string text = folder["name"];
        await File.WriteAllTextAsync(text, name[(which.Length)..].TrimEnd('\n'), Encoding.Latin1);
        string pattern = folder["pattern"];
        await File.WriteAllTextAsync(pattern, expression + "\n", Encoding.Latin1);
        try
        {
            await Tool.RunAsync("grep", "-a", "-E", "-f", pattern, text);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
