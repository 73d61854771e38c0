using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>What ykman does on the card in software, and finds.</summary>
[Collection(PcscdCollection.Name)]
public sealed class YkmanTests(PcscdFixture pcscd) : ToolCardTests(pcscd)
{
    private const string OtherKey = "26d3c85b1f70a94e3d8bf25e6149a0c7735ed6184fb9a23c";

    /// <summary>It blocks PIN and PUK with malformed ones, and then resets.</summary>
    [PcscFact("ykman")]
    public async Task It_resets_the_card()
    {
        await YkmanAsync("access", "change-pin", "--pin", UsualPin, "--new-pin", "271828");
        await YkmanAsync("keys", "generate", "--management-key", UsualKey, "--algorithm", "ECCP256", "9a", PathOf("9a"));

        await YkmanAsync("reset", "--force");

        await YkmanAsync("access", "change-pin", "--pin", UsualPin, "--new-pin", "271828");
        Assert.NotEqual(0, (await TryAsync("keys", "export", "9a", PathOf("again"))).ExitCode);
    }

    [PcscFact("ykman")]
    public async Task It_changes_PIN_PUK_and_tries()
    {
        await YkmanAsync("access", "change-pin", "--pin", UsualPin, "--new-pin", "271828");
        await YkmanAsync("access", "change-puk", "--puk", UsualPuk, "--new-puk", "31415926");
        await YkmanAsync("access", "unblock-pin", "--puk", "31415926", "--new-pin", "161803");
        Assert.NotEqual(0, (await TryAsync("access", "change-pin", "--pin", "271828", "--new-pin", "271829")).ExitCode);
        await YkmanAsync(
            "access", "set-retries", "--management-key", UsualKey, "--pin", "161803", "--force", "5", "6");

        Assert.Contains("5/5", await YkmanAsync("info"), StringComparison.Ordinal);
    }

    /// <summary>Protected: in the card's printed information (5FC109), told by the tool's own object (5FFF00).</summary>
    [PcscFact("ykman")]
    public async Task It_changes_the_management_key_and_leaves_it_to_the_PIN()
    {
        await YkmanAsync(
            "access", "change-management-key", "--management-key", UsualKey, "--new-management-key", OtherKey,
            "--algorithm", "TDES", "--force");
        await YkmanAsync(
            "access", "change-management-key", "--management-key", OtherKey, "--generate", "--algorithm", "AES256",
            "--protect", "--pin", UsualPin);

        string info = await YkmanAsync("info");
        await YkmanAsync("keys", "generate", "--pin", UsualPin, "--algorithm", "ECCP256", "9a", PathOf("9a"));

        Assert.Contains("AES256", info, StringComparison.Ordinal);
        Assert.Contains("protected by PIN", info, StringComparison.Ordinal);
    }

    [PcscFact("ykman")]
    public async Task It_makes_keys_requests_and_certificates()
    {
        await YkmanAsync(
            "keys", "generate", "--management-key", UsualKey, "--algorithm", "ECCP384", "--pin-policy", "ONCE",
            "--touch-policy", "ALWAYS", "9a", PathOf("9a"));
        await YkmanAsync(
            "certificates", "request", "--pin", UsualPin, "--subject", "CN=ykman", "9a", PathOf("9a"), PathOf("csr"));
        await YkmanAsync(
            "certificates", "generate", "--management-key", UsualKey, "--pin", UsualPin, "--subject", "CN=ykman", "9a",
            PathOf("9a"));
        await YkmanAsync("certificates", "export", "9a", PathOf("crt"));

        await Tool.RunAsync("openssl", "req", "-in", PathOf("csr"), "-noout", "-verify");
        await Tool.RunAsync("openssl", "verify", "-CAfile", PathOf("crt"), PathOf("crt"));
        await YkmanAsync("certificates", "delete", "--management-key", UsualKey, "9a");
        Assert.NotEqual(0, (await TryAsync("certificates", "export", "9a", PathOf("crt"))).ExitCode);
        await YkmanAsync("certificates", "import", "--management-key", UsualKey, "9a", PathOf("crt"));
        await YkmanAsync("certificates", "export", "9a", PathOf("again"));
        Assert.Equal(ReadCertificate("crt"), ReadCertificate("again"));
    }

    [PcscFact("ykman")]
    public async Task It_imports_a_key_that_is_not_attested_as_made_on_the_card()
    {
        await MakeKeyAsync("rsa", "rsa:2048");
        await YkmanAsync("keys", "import", "--management-key", UsualKey, "9d", PathOf("rsa.key"));
        await YkmanAsync("keys", "export", "9d", PathOf("rsa.pub"));
        await YkmanAsync("keys", "generate", "--management-key", UsualKey, "--algorithm", "RSA2048", "9c", PathOf("9c"));
        await YkmanAsync("keys", "attest", "9c", PathOf("att"));
        await YkmanAsync("certificates", "export", "f9", PathOf("f9"));

        using X509Certificate2 certificate = ReadCertificate("rsa.crt");
        using var told = RSA.Create();
        told.ImportFromPem(await File.ReadAllTextAsync(PathOf("rsa.pub")));
        Assert.Equal(certificate.PublicKey.ExportSubjectPublicKeyInfo(), told.ExportSubjectPublicKeyInfo());
        Assert.NotEqual(0, (await TryAsync("keys", "attest", "9d", PathOf("none"))).ExitCode);
        await VerifyAttestationAsync("att", "f9");
    }

    [PcscFact("ykman")]
    public async Task It_writes_and_reads_objects()
    {
        byte[] content = RandomNumberGenerator.GetBytes(500);
        await File.WriteAllBytesAsync(PathOf("data"), content);
        await YkmanAsync("objects", "generate", "--management-key", UsualKey, "CHUID");
        await YkmanAsync("objects", "generate", "--management-key", UsualKey, "CCC");
        await YkmanAsync("objects", "import", "--management-key", UsualKey, "0x5f0001", PathOf("data"));
        await YkmanAsync("objects", "export", "0x5f0001", PathOf("again"));

        Assert.Equal(content, await File.ReadAllBytesAsync(PathOf("again")));
        Assert.DoesNotContain("No data available", await YkmanAsync("info"), StringComparison.Ordinal);
    }

    private Task<string> YkmanAsync(params IEnumerable<string> arguments) =>
        Tool.RunAsync("ykman", ["--reader", Slot.Reader, "piv", .. arguments]);

    private Task<(int ExitCode, string Output)> TryAsync(params IEnumerable<string> arguments) =>
        Tool.TryAsync("ykman", ["--reader", Slot.Reader, "piv", .. arguments]);
}
