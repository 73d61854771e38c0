using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

[Collection(PcscdCollection.Name)]
public sealed class PcscCardConnectionTests(PcscdFixture pcscd) : IAsyncLifetime
{
    private static readonly byte[] _selectPiv = Convert.FromHexString("00A4040009A0000003080000100000");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (PcscDaemon.Missing is null) await PcscdFixture.RemoveAsync(Slot);
    }

    private VirtualSlot Slot => pcscd.Slots[0];

    [PcscFact]
    public void All_readers_of_pcscd_are_listed() =>
        Assert.Equal(pcscd.Slots.Select(slot => slot.Reader).Order(StringComparer.Ordinal), PcscReaders.List().Order(StringComparer.Ordinal));

    [PcscFact]
    public async Task A_card_is_connected_to_and_answers_select()
    {
        var card = await PcscdFixture.InsertBlankAsync(Slot);
        using var connection = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        Assert.Equal(card.Options.Atr.ToArray(), connection.Atr.ToArray());
        var response = connection.Transmit(_selectPiv);
        Assert.Equal(0x61, response[0]);
        Assert.Equal([0x90, 0x00], response[^2..]);
    }
}
