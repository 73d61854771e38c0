using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>What yubico-piv-tool does on the card in software, and finds; OpenSC's pkcs11-tool then tests it.</summary>
/// <remarks>
/// With OpenSSL 3 the tool of Debian 12 signs neither certificate nor request, before it sends anything to the card
/// (Yubico/yubico-piv-tool issue 388); there are certificates of ykman and openssl instead.
/// </remarks>
[Collection(PcscdCollection.Name)]
public sealed class YubicoPivToolTests(PcscdFixture pcscd) : ToolCardTests(pcscd)
{
    [PcscFact("yubico-piv-tool")]
    public async Task It_has_a_key_attested_with_its_policies()
    {
        await YubicoAsync(
            "--action", "generate", "--slot", "9a", "--algorithm", "ECCP384", "--pin-policy", "always",
            "--touch-policy", "cached", "--output", PathOf("9a"));

        await YubicoAsync("--action", "attest", "--slot", "9a", "--output", PathOf("att"));
        await YubicoAsync("--action", "read-certificate", "--slot", "f9", "--output", PathOf("f9"));

        await VerifyAttestationAsync("att", "f9");
        Assert.Equal([3, 3], ReadCertificate("att").Extensions["1.3.6.1.4.1.41482.3.8"]!.RawData);
    }

    /// <summary>With SHA-256, which is shorter than the order of the curve.</summary>
    [PcscFact("yubico-piv-tool", "ykman")]
    public async Task It_tests_the_signature_of_a_P384_key_by_a_certificate_that_signed_itself()
    {
        await YubicoAsync("--action", "generate", "--slot", "9c", "--algorithm", "ECCP384", "--output", PathOf("9c"));
        await Tool.RunAsync(
            "ykman", "--reader", Slot.Reader, "piv", "certificates", "generate", "--management-key", UsualKey, "--pin",
            UsualPin, "--subject", "CN=self", "9c", PathOf("9c"));
        await YubicoAsync("--action", "read-certificate", "--slot", "9c", "--output", PathOf("crt"));

        await Tool.RunAsync("openssl", "verify", "-CAfile", PathOf("crt"), PathOf("crt"));
        Assert.Contains(
            "Successful ECDSA verification",
            await VerifyPinAsync(
                "--action", "test-signature", "--slot", "9c", "--hash", "SHA256", "--input", PathOf("crt")),
            StringComparison.Ordinal);
    }

    [PcscFact("yubico-piv-tool")]
    public async Task It_imports_keys_that_decipher_and_agree()
    {
        await MakeKeyAsync("rsa", "rsa:2048");
        await MakeKeyAsync("ec", "ec", "-pkeyopt", "ec_paramgen_curve:P-384");
        await YubicoAsync("--action", "import-key", "--slot", "9d", "--input", PathOf("rsa.key"));
        await YubicoAsync("--action", "import-key", "--slot", "9a", "--input", PathOf("ec.key"));

        Assert.Contains(
            "Successfully performed RSA decryption",
            await VerifyPinAsync("--action", "test-decipher", "--slot", "9d", "--input", PathOf("rsa.crt")),
            StringComparison.Ordinal);
        Assert.Contains(
            "Successfully performed ECDH exchange",
            await VerifyPinAsync("--action", "test-decipher", "--slot", "9a", "--input", PathOf("ec.crt")),
            StringComparison.Ordinal);
        Assert.NotEqual(
            0,
            (await Tool.TryAsync(
                "yubico-piv-tool", "--reader", Slot.Reader, "--action", "attest", "--slot", "9d")).ExitCode);
    }

    [PcscFact("yubico-piv-tool")]
    public async Task A_touch_that_is_refused_is_told()
    {
        await PcscdFixture.RemoveAsync(Slot);
        await PcscdFixture.InsertAsync(Slot, PcscdFixture.NewBlank(options => options with
        {
            Profile = VirtualCardProfile.Widespread,
            ManagementAlgorithm = ManagementAlgorithm.TripleDes,
            Touch = CardTouch.Refused,
        }));
        await MakeKeyAsync("ec", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        await YubicoAsync(
            "--action", "import-key", "--slot", "9e", "--touch-policy", "always", "--input", PathOf("ec.key"));

        (int exitCode, string _) = await Tool.TryAsync(
            "yubico-piv-tool", "--reader", Slot.Reader, "--action", "test-signature", "--slot", "9e", "--input",
            PathOf("ec.crt"));

        Assert.NotEqual(0, exitCode);
    }

    [PcscFact("yubico-piv-tool")]
    public async Task It_sets_tries_and_resets_a_blocked_card()
    {
        await VerifyPinAsync("--action", "pin-retries", "--pin-retries", "1", "--puk-retries", "1");
        await Tool.TryAsync(
            "yubico-piv-tool", "--reader", Slot.Reader, "--action", "verify-pin", "--pin", "000000");
        await Tool.TryAsync(
            "yubico-piv-tool", "--reader", Slot.Reader, "--action", "change-puk", "--pin", "00000000", "--new-pin",
            "11111111");

        await YubicoAsync("--action", "reset");

        Assert.Contains(
            "PIN tries left:\t3", await YubicoAsync("--action", "status"), StringComparison.Ordinal);
    }

    [PcscFact("yubico-piv-tool", "pkcs11-tool")]
    public async Task Pkcs11_tool_tests_every_key()
    {
        await MakeKeyAsync("rsa", "rsa:2048");
        await MakeKeyAsync("ec", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        foreach ((string slot, string name) in new[] { ("9a", "rsa"), ("9c", "ec"), ("9d", "rsa"), ("9e", "ec") })
        {
            await YubicoAsync("--action", "import-key", "--slot", slot, "--input", PathOf(name + ".key"));
            await YubicoAsync("--action", "import-certificate", "--slot", slot, "--input", PathOf(name + ".crt"));
        }

        string said = await Tool.RunAsync(
            "pkcs11-tool", "--module", Tool.OpenScModule, "--login", "--pin", UsualPin, "--test");

        Assert.Contains("No errors", said, StringComparison.Ordinal);
    }

    private Task<string> VerifyPinAsync(params IEnumerable<string> more) =>
        YubicoAsync(["--action", "verify-pin", "--pin", UsualPin, .. more]);

    private Task<string> YubicoAsync(params IEnumerable<string> arguments) =>
        Tool.RunAsync("yubico-piv-tool", ["--reader", Slot.Reader, .. arguments]);
}
