using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Tests.Devices.Piv;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>What independent tools say of a card that was issued over pcscd.</summary>
[Collection(PcscdCollection.Name)]
public sealed class JudgeTests(PcscdFixture pcscd) : IAsyncLifetime, IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("tempcard-judge-").FullName;

    /// <summary>
    /// The first: OpenSC has 16 slots in PKCS#11 and gives each reader four, so it does not see the fifth.
    /// </summary>
    private VirtualSlot Slot => pcscd.Slots[0];

    public async ValueTask InitializeAsync()
    {
        if (PcscDaemon.Missing is not null)
            return;
        await PcscdFixture.InsertBlankAsync(Slot);
        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        await using ICardBody body = await station.LoadAsync(static _ => { }, CancellationToken.None);
        await TestCards.EncodeAsync(body, _authority, ("9A", KeyType.EccP256), ("9D", KeyType.Rsa2048));
        await body.EjectAsync(CardTray.Good, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [PcscFact("opensc-tool")]
    public async Task Opensc_takes_it_for_a_PIV_card() =>
        Assert.Contains(
            "Personal Identity Verification Card",
            await Tool.RunAsync("opensc-tool", "--reader", Slot.Reader, "--name"),
            StringComparison.Ordinal);

    [PcscFact("pkcs15-tool")]
    public async Task Pkcs15_tool_reads_the_certificates_that_were_issued()
    {
        Assert.Equal(_authority.Issued[0], await ReadAsync("01"));
        Assert.Equal(_authority.Issued[1], await ReadAsync("03"));

        async Task<X509Certificate2> ReadAsync(string id) => X509Certificate2.CreateFromPem(
            await Tool.RunAsync("pkcs15-tool", "--reader", Slot.Reader, "--read-certificate", id));
    }

    [PcscFact("pkcs15-tool")]
    public async Task Pkcs15_tool_reads_a_certificate_that_was_compressed()
    {
        using var authority = new TestAuthority { Filling = 2500 };
        await PcscdFixture.RemoveAsync(Slot);
        await PcscdFixture.InsertAsync(Slot, PcscdFixture.NewBlank(options => options with { MaxObjectSize = 1000 }));
        await using (PcscCardStation station = TestCards.Station(Slot.Reader))
        await using (ICardBody body = await station.LoadAsync(static _ => { }, CancellationToken.None))
            await TestCards.EncodeAsync(body, authority, ("9A", KeyType.EccP256));

        string read = await Tool.RunAsync("pkcs15-tool", "--reader", Slot.Reader, "--read-certificate", "01");

        Assert.Equal(Assert.Single(authority.Issued), X509Certificate2.CreateFromPem(read));
    }

    [PcscFact("pkcs11-tool")]
    public async Task Pkcs11_tool_signs_with_the_PIN_and_the_certificate_verifies_it()
    {
        byte[] hash = SHA256.HashData("signed by the card"u8);
        await File.WriteAllBytesAsync(PathOf("hash"), hash);
        await Tool.RunAsync(
            "pkcs11-tool", "--module", Tool.OpenScModule, "--login", "--pin", TestCards.Pin, "--sign", "--id", "01",
            "--mechanism", "ECDSA", "--input-file", PathOf("hash"), "--output-file", PathOf("signature"));
        using ECDsa key = _authority.Issued[0].GetECDsaPublicKey()!;
        Assert.True(key.VerifyHash(hash, await File.ReadAllBytesAsync(PathOf("signature"))));
    }

    [PcscFact("pkcs11-tool")]
    public async Task Pkcs11_tool_signs_with_an_RSA_key_and_the_certificate_verifies_it()
    {
        using var authority = new TestAuthority();
        await PcscdFixture.RemoveAsync(Slot);
        await PcscdFixture.InsertBlankAsync(Slot);
        await using (PcscCardStation station = TestCards.Station(Slot.Reader))
        await using (ICardBody body = await station.LoadAsync(static _ => { }, CancellationToken.None))
            await TestCards.EncodeAsync(body, authority, ("9A", KeyType.Rsa2048));
        await File.WriteAllTextAsync(PathOf("data"), "signed by the card");

        await Tool.RunAsync(
            "pkcs11-tool", "--module", Tool.OpenScModule, "--login", "--pin", TestCards.Pin, "--sign", "--id", "01",
            "--mechanism", "SHA256-RSA-PKCS", "--input-file", PathOf("data"), "--output-file", PathOf("signature"));

        using RSA key = Assert.Single(authority.Issued).GetRSAPublicKey()!;
        Assert.True(key.VerifyData(
            await File.ReadAllBytesAsync(PathOf("data")),
            await File.ReadAllBytesAsync(PathOf("signature")),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
    }

    [PcscFact("pkcs11-tool")]
    public async Task Pkcs11_tool_is_refused_with_a_wrong_PIN()
    {
        (int exitCode, string output) = await Tool.TryAsync(
            "pkcs11-tool", "--module", Tool.OpenScModule, "--login", "--pin", "00000000", "--list-objects");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("CKR_PIN_INCORRECT", output, StringComparison.Ordinal);
    }

    [PcscFact("yubico-piv-tool")]
    public async Task Yubico_piv_tool_reads_CHUID_CCC_and_certificates()
    {
        string status = await YubicoAsync("--action", "status");
        string chuid = Assert.Single(status.Split('\n'), line => line.StartsWith("CHUID:", StringComparison.Ordinal));
        string ccc = Assert.Single(status.Split('\n'), line => line.StartsWith("CCC:", StringComparison.Ordinal));
        Assert.Contains(
            Convert.ToHexStringLower(TestJobs.CardGuid.ToByteArray(bigEndian: true)), chuid, StringComparison.Ordinal);
        Assert.DoesNotContain("No data", ccc, StringComparison.Ordinal);
        Assert.Equal(
            _authority.Issued[0],
            X509Certificate2.CreateFromPem(await YubicoAsync("--action", "read-certificate", "--slot", "9a")));
    }

    [PcscFact("yubico-piv-tool")]
    public async Task A_wrong_PIN_counts_down_and_the_right_one_verifies()
    {
        (int exitCode, string output) = await Tool.TryAsync(
            "yubico-piv-tool", "--reader", Slot.Reader, "--action", "verify-pin", "--pin", "00000000");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("2 tries left", output, StringComparison.Ordinal);
        Assert.Contains("Successfully verified PIN", await VerifyPinAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "PIN tries left:\t3", await YubicoAsync("--action", "status"), StringComparison.Ordinal);
    }

    [PcscFact("yubico-piv-tool")]
    public async Task Yubico_piv_tool_tests_signature_and_decipherment()
    {
        await File.WriteAllTextAsync(PathOf("9a.pem"), _authority.Issued[0].ExportCertificatePem());
        await File.WriteAllTextAsync(PathOf("9d.pem"), _authority.Issued[1].ExportCertificatePem());
        Assert.Contains(
            "Successful ECDSA verification",
            await VerifyPinAsync("--action", "test-signature", "--slot", "9a", "--input", PathOf("9a.pem")),
            StringComparison.Ordinal);
        Assert.Contains(
            "Successfully performed RSA decryption",
            await VerifyPinAsync("--action", "test-decipher", "--slot", "9d", "--input", PathOf("9d.pem")),
            StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(_directory, name);

    private Task<string> VerifyPinAsync(params IEnumerable<string> more) =>
        YubicoAsync(["--action", "verify-pin", "--pin", TestCards.Pin, .. more]);

    private Task<string> YubicoAsync(params IEnumerable<string> arguments) =>
        Tool.RunAsync("yubico-piv-tool", ["--reader", Slot.Reader, .. arguments]);
}
