using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Tests.Devices.PcSc;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// A card of a batch, taken out of the reader and put into another program's hands: all that is known of it is in the
/// store, and PIN and PUK are what the recipient unseals.
/// </summary>
[Collection(PcscdCollection.Name)]
public sealed class SealedPinTests(PcscdFixture pcscd) : IAsyncLifetime
{
    private VirtualSlot Slot => pcscd.Slots[0];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
    }

    [PcscFact("pkcs11-tool")]
    public async Task The_unsealed_PIN_signs_for_the_certificate_that_was_recorded()
    {
        await using Workshop workshop = await MakeAsync();
        CardProduction production = await StoredAsync(workshop);
        using var reader = new PinReader(workshop.Folder);
        (string pin, string _) = reader.Read(production);
        string file = Path.Combine(workshop.Folder, "data");
        await File.WriteAllTextAsync(file, production.CardNumber);

        await Tool.RunAsync(
            "pkcs11-tool", "--module", Tool.OpenScModule, "--login", "--pin", pin, "--sign",
            "--id", "01", "--mechanism", "ECDSA-SHA256", "--signature-format", "openssl",
            "--input-file", file, "--output-file", file + ".signature");

        using var certificate = X509Certificate2.CreateFromPem(Assert.Single(production.Certificates).Pem);
        using ECDsa key = certificate.GetECDsaPublicKey()!;
        Assert.True(key.VerifyData(
            await File.ReadAllBytesAsync(file),
            await File.ReadAllBytesAsync(file + ".signature"),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence));
    }

    [PcscFact("yubico-piv-tool")]
    public async Task The_unsealed_PUK_unblocks_and_chuid_and_certificate_are_those_on_record()
    {
        await using Workshop workshop = await MakeAsync();
        CardProduction production = await StoredAsync(workshop);
        using var reader = new PinReader(workshop.Folder);
        (string pin, string puk) = reader.Read(production);

        string status = await YubicoAsync("--action", "status");
        string certificate = await YubicoAsync("--action", "read-certificate", "--slot", "9a");
        await YubicoAsync("--action", "verify-pin", "--pin", pin);
        await YubicoAsync("--action", "unblock-pin", "--pin", puk, "--new-pin", "918273");
        string verified = await YubicoAsync("--action", "verify-pin", "--pin", "918273");

        Assert.Contains(production.CardGuid!.Value.ToString("N"), status, StringComparison.OrdinalIgnoreCase);
        using var read = X509Certificate2.CreateFromPem(certificate);
        Assert.Equal(Assert.Single(production.Certificates).SerialNumber, read.SerialNumber);
        Assert.Contains("Successfully verified PIN", verified, StringComparison.Ordinal);
    }

    private async Task<Workshop> MakeAsync()
    {
        await PcscdFixture.RemoveAsync(Slot);
        await PcscdFixture.InsertBlankAsync(Slot);
        var workshop = new Workshop(ReaderAttendant.Stations([Slot]));
        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest
        {
            CardNumbers = await workshop.RequestAsync(1),
            Print = false,
        });
        Assert.Equal(1, batch.Unassigned);
        return workshop;
    }

    private static async Task<CardProduction> StoredAsync(Workshop workshop) =>
        Assert.Single(await workshop.Session.Store.GetProductionsAsync("T-00001", CancellationToken.None));

    private Task<string> YubicoAsync(params IEnumerable<string> arguments) =>
        Tool.RunAsync("yubico-piv-tool", ["--reader", Slot.Reader, .. arguments]);
}
