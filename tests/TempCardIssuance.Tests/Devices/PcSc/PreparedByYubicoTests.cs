using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Devices.Piv;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>Bodies that yubico-piv-tool worked on before.</summary>
/// <remarks>Their management keys are 3DES: the tool learned AES after the 2.2.0 of Debian 12.</remarks>
[Collection(PcscdCollection.Name)]
public sealed class PreparedByYubicoTests(PcscdFixture pcscd) : IAsyncLifetime
{
    private const string ManagementKey = "26d3c85b1f70a94e3d8bf25e6149a0c7735ed6184fb9a23c";

    private VirtualSlot Slot => pcscd.Slots[5];

    public async ValueTask InitializeAsync()
    {
        if (PcscDaemon.Missing is not null)
            return;
        await PcscdFixture.InsertAsync(Slot, PcscdFixture.NewBlank(
            options => options with { ManagementAlgorithm = ManagementAlgorithm.TripleDes }));
    }

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
    }

    [PcscFact("yubico-piv-tool")]
    public async Task A_blank_with_other_transport_values_is_issued()
    {
        await YubicoAsync("--action", "set-mgm-key", "--new-key", ManagementKey);
        await YubicoAsync("--action", "change-pin", "--pin", "123456", "--new-pin", "271828");
        await YubicoAsync("--action", "change-puk", "--pin", "12345678", "--new-pin", "31415926");
        using var piv = new PivOptions
        {
            TransportManagementKey = new SecretBytes(Convert.FromHexString(ManagementKey)),
            TransportPin = new SecretBytes("271828"u8),
            TransportPuk = new SecretBytes("31415926"u8),
        };
        await using PcscCardStation station = TestCards.Station(Slot.Reader, piv);
        using var authority = new TestAuthority();
        await using (ICardBody body = await station.LoadAsync(Fail, CancellationToken.None))
        {
            await TestCards.EncodeAsync(body, authority, ("9A", KeyType.EccP256));
            await body.EjectAsync(CardTray.Good, CancellationToken.None);
        }

        Assert.Contains(
            "Successfully verified PIN",
            await YubicoAsync("--action", "verify-pin", "--pin", TestCards.Pin),
            StringComparison.Ordinal);
        Assert.Equal("Ours", (await station.GetStatusAsync(CancellationToken.None)).CardKind);
    }

    [PcscFact("yubico-piv-tool")]
    public async Task A_card_that_it_personalised_is_foreign_and_refused_untouched()
    {
        await YubicoAsync("--action", "set-chuid", "--action", "set-ccc");
        await YubicoAsync("--action", "generate", "--slot", "9a", "--algorithm", "ECCP256");

        // Not one that it signed itself: with OpenSSL 3 it can't (Yubico/yubico-piv-tool issue 388).
        string certificateFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(certificateFile, SomebodysCertificate());
        await YubicoAsync("--action", "import-certificate", "--slot", "9a", "--input", certificateFile);
        File.Delete(certificateFile);
        await YubicoAsync("--action", "change-pin", "--pin", "123456", "--new-pin", "271828");
        string before = await YubicoAsync("--action", "status");

        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        Assert.Equal("Foreign", (await station.GetStatusAsync(CancellationToken.None)).CardKind);
        await using (ICardBody body = await station.LoadAsync(Fail, CancellationToken.None))
        {
            TempCardException error = await Assert.ThrowsAsync<TempCardException>(
                () => body.CheckBlankAsync(CancellationToken.None));
            Assert.Equal(ErrorIds.BodyForeign, error.ErrorId);
            await body.EjectAsync(CardTray.Reject, CancellationToken.None);
        }

        Assert.Equal(before, await YubicoAsync("--action", "status"));
    }

    private static string SomebodysCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=Somebody", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return certificate.ExportCertificatePem();
    }

    private static void Fail(string prompt) => Assert.Fail($"The card is there; why '{prompt}'?");

    private Task<string> YubicoAsync(params IEnumerable<string> arguments) =>
        Tool.RunAsync("yubico-piv-tool", ["--reader", Slot.Reader, .. arguments]);
}
