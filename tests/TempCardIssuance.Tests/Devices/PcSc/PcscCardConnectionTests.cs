using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Devices.Piv;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

[Collection(PcscdCollection.Name)]
public sealed class PcscCardConnectionTests(PcscdFixture pcscd) : IAsyncLifetime
{
    private static readonly byte[] SelectPiv = Convert.FromHexString("00A4040009A0000003080000100000");
    private static readonly byte[] GetVersion = Convert.FromHexString("00FD000000");

    private VirtualSlot Slot => pcscd.Slots[0];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
    }

    [PcscFact]
    public void All_readers_of_pcscd_are_listed() =>
        Assert.Equal(
            pcscd.Slots.Select(slot => slot.Reader).Order(StringComparer.Ordinal),
            PcscReaders.List().Order(StringComparer.Ordinal));

    [PcscFact]
    public async Task A_card_is_connected_to_and_answers_select()
    {
        VirtualPivCard card = await PcscdFixture.InsertBlankAsync(Slot);
        using var connection = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        Assert.Equal(card.Options.Atr.ToArray(), connection.Atr.ToArray());
        byte[] response = connection.Transmit(SelectPiv);
        Assert.Equal(0x61, response[0]);
        Assert.Equal([0x90, 0x00], response[^2..]);
    }

    [PcscFact]
    public async Task Long_answers_come_in_pieces_or_in_one_extended_answer()
    {
        VirtualPivCard card = PcscdFixture.NewBlank();
        using var authority = new TestAuthority();
        await using (var body = PivCardBody.Open(card.Connect(), new PivOptions(), static (_, _) => Task.CompletedTask))
            await TestCards.EncodeAsync(body, authority, ("9D", KeyType.Rsa2048));
        await PcscdFixture.InsertAsync(Slot, card);
        using var connection = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        connection.Transmit(SelectPiv);

        var pieces = new List<byte>();
        byte[] piece = connection.Transmit(Convert.FromHexString("00CB3FFF055C035FC10B00"));
        while (piece[^2] == 0x61)
        {
            pieces.AddRange(piece[..^2]);
            piece = connection.Transmit([0x00, 0xC0, 0x00, 0x00, piece[^1]]);
        }

        pieces.AddRange(piece[..^2]);
        byte[] whole = connection.Transmit(Convert.FromHexString("00CB3FFF0000055C035FC10B0000"));

        Assert.Equal(1, pieces.ToArray().AsSpan().Count(authority.Issued[0].RawData));
        Assert.Equal(pieces, whole[..^2]);
    }

    [PcscFact]
    public async Task Reset_forgets_what_was_selected()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        using var connection = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        connection.Transmit(SelectPiv);
        byte[] selected = connection.Transmit(GetVersion);
        connection.Reset();
        byte[] afterReset = connection.Transmit(GetVersion);
        Assert.Equal([0x90, 0x00], selected[^2..]);
        Assert.NotEqual([0x90, 0x00], afterReset[^2..]);
    }

    [PcscFact]
    public async Task A_card_pulled_out_before_a_command_is_reported_as_removed()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        using var connection = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        connection.Transmit(SelectPiv);
        await PcscdFixture.RemoveAsync(Slot);
        TempCardException error = Assert.Throws<TempCardException>(() => connection.Transmit(SelectPiv));
        Assert.Equal(ErrorIds.CardRemoved, error.ErrorId);
        Assert.Contains("SCARD_W_REMOVED_CARD 0x80100069", error.Message, StringComparison.Ordinal);
    }

    [PcscFact]
    public async Task A_card_pulled_out_during_a_command_is_reported_as_removed()
    {
        await PcscdFixture.InsertAsync(Slot, PcscdFixture.NewBlank(new RemovalFault(AtApdu: 2)));
        using var connection = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        connection.Transmit(SelectPiv);
        TempCardException error = Assert.Throws<TempCardException>(() => connection.Transmit(SelectPiv));
        Assert.Equal(ErrorIds.CardRemoved, error.ErrorId);
    }

    [PcscFact]
    public void A_reader_without_a_card_says_so()
    {
        TempCardException error = Assert.Throws<TempCardException>(
            () => PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive));
        Assert.Equal(ErrorIds.CardRemoved, error.ErrorId);
        Assert.Contains(Slot.Reader, error.Message, StringComparison.Ordinal);
    }

    [PcscFact]
    public void A_reader_that_does_not_exist_says_so()
    {
        TempCardException error = Assert.Throws<TempCardException>(
            () => PcscCardConnection.Open("No such reader", CardSharing.Exclusive));
        Assert.Equal(ErrorIds.StationNotReady, error.ErrorId);
        Assert.Contains("SCARD_E_UNKNOWN_READER 0x80100009", error.Message, StringComparison.Ordinal);
    }

    [PcscFact]
    public async Task A_card_that_another_program_uses_says_what_to_close()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        using var other = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        TempCardException error = Assert.Throws<TempCardException>(
            () => PcscCardConnection.Open(Slot.Reader, CardSharing.Shared));
        Assert.Equal(ErrorIds.StationNotReady, error.ErrorId);
        Assert.Equal(ErrorKind.Busy, error.Kind);
        Assert.Contains("SCARD_E_SHARING_VIOLATION 0x8010000B", error.Message, StringComparison.Ordinal);
        Assert.Contains("Close programs", error.Remedy?.ToString(), StringComparison.Ordinal);
    }

    [PcscFact]
    public async Task A_shared_look_leaves_the_card_to_the_next_one()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        using (var look = PcscCardConnection.Open(Slot.Reader, CardSharing.Shared))
            look.Transmit(SelectPiv);
        using var next = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        Assert.Equal([0x90, 0x00], next.Transmit(SelectPiv)[^2..]);
    }

    [PcscFact]
    public async Task Eight_cards_are_worked_with_at_once()
    {
        VirtualPivCard[] cards = await Task.WhenAll(pcscd.Slots.Select(PcscdFixture.InsertBlankAsync));
        using var allConnected = new Barrier(cards.Length);
        await Task.WhenAll(pcscd.Slots.Select(slot => Task.Factory.StartNew(
            () =>
            {
                using var connection = PcscCardConnection.Open(slot.Reader, CardSharing.Exclusive);
                allConnected.SignalAndWait();
                for (int i = 0; i < 25; i++)
                    connection.Transmit(SelectPiv);
            },
            TaskCreationOptions.LongRunning)));
        Assert.All(cards, card => Assert.Equal(25, card.ApduCount));
        await Task.WhenAll(pcscd.Slots.Select(PcscdFixture.RemoveAsync));
    }
}
