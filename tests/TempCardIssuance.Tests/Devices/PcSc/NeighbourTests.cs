using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.PcSc.Native;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Tests.Devices.Piv;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>Another program resets a card that is being made, through pcscd.</summary>
[Collection(PcscdCollection.Name)]
public sealed class NeighbourTests(PcscdFixture pcscd) : IAsyncLifetime
{
    private VirtualSlot Slot => pcscd.Slots[1];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
    }

    [PcscTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_card_that_was_reset_is_finished(int atCommand)
    {
        await PcscdFixture.RemoveAsync(Slot);
        await PcscdFixture.InsertBlankAsync(Slot);
        var neighbour = new RudeNeighbour(SCardApi.System, Slot.Reader, atCommand);
        using var authority = new TestAuthority();
        using var options = new PivOptions { ManagementKey = new DerivedManagementKey(new SecretBytes(new byte[32])) };
        await using (var body = PivCardBody.Open(
            PcscCardConnection.Open(neighbour, Slot.Reader, CardSharing.Exclusive),
            options,
            static (_, _) => Task.CompletedTask))
        {
            await TestCards.EncodeAsync(body, authority, ("9A", KeyType.EccP256));
        }

        Assert.True(neighbour.HasReset);
        using var look = PcscCardConnection.Open(Slot.Reader, CardSharing.Shared);
        var inspection = PivInspection.Run(look, options);
        Assert.Equal((PivCardKind.Ours, "9A"), (inspection.Kind, inspection.Facts["certificates"]));
    }
}
