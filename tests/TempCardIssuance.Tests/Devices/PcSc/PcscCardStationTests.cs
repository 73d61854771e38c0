using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Devices.Iso7816;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

[Collection(PcscdCollection.Name)]
public sealed class PcscCardStationTests(PcscdFixture pcscd) : IAsyncLifetime
{
    private readonly List<string> _prompts = [];

    private VirtualSlot Slot => pcscd.Slots[2];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
    }

    [PcscFact]
    public async Task A_blank_is_asked_for_and_waited_for()
    {
        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        await using ICardBody body = await station.LoadAsync(PutInABlank, CancellationToken.None);
        Assert.StartsWith("serial:", body.Id?.ToString(), StringComparison.Ordinal);
        Assert.Equal([$"Put the next blank into reader '{Slot.Reader}'."], _prompts);
    }

    [PcscFact]
    public async Task A_body_that_stays_in_is_to_be_taken_out_before_the_next_one()
    {
        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        string? first = await LoadAndEjectAsync(station, PutInABlank);
        _prompts.Clear();
        string? second = await LoadAndEjectAsync(station, FollowPrompt);
        Assert.NotEqual(first, second);
        Assert.Equal(
            [$"Take the card out of reader '{Slot.Reader}'.", $"Put the next blank into reader '{Slot.Reader}'."],
            _prompts);
    }

    [PcscFact]
    public async Task A_body_that_was_swapped_before_anybody_asked_is_used()
    {
        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        string? first = await LoadAndEjectAsync(station, PutInABlank);
        _prompts.Clear();
        await PcscdFixture.RemoveAsync(Slot);
        await PcscdFixture.InsertBlankAsync(Slot);
        string? second = await LoadAndEjectAsync(station, _prompts.Add);
        Assert.NotEqual(first, second);
        Assert.Empty(_prompts);
    }

    [PcscFact]
    public async Task A_body_that_is_put_back_is_recognised_and_not_used_again()
    {
        VirtualPivCard card = PcscdFixture.NewBlank();
        await PcscdFixture.InsertAsync(Slot, card);
        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        string? first = await LoadAndEjectAsync(station, _prompts.Add);
        await PcscdFixture.RemoveAsync(Slot);
        await PcscdFixture.InsertAsync(Slot, card);
        string? second = await LoadAndEjectAsync(station, FollowPrompt);
        Assert.NotEqual(first, second);
        Assert.Contains("This card was just worked on and can't be used again.", _prompts);
    }

    [PcscFact]
    public async Task Nobody_putting_in_a_blank_empties_the_station()
    {
        await using PcscCardStation station = TestCards.Station(
            Slot.Reader, options => options with { CardTimeout = TimeSpan.FromMilliseconds(300) });
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => station.LoadAsync(_prompts.Add, CancellationToken.None));
        Assert.Equal(ErrorIds.StationEmpty, error.ErrorId);
        Assert.Contains("0.3 seconds", error.Message, StringComparison.Ordinal);
    }

    [PcscFact]
    public async Task The_wait_for_a_blank_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => station.LoadAsync(_ => cancellation.Cancel(), cancellation.Token));
    }

    [PcscFact]
    public async Task A_reader_that_does_not_come_back_in_time_makes_the_station_not_ready()
    {
        await using PcscCardStation station = TestCards.Station(
            "ACS*", options => options with { CardTimeout = TimeSpan.FromMilliseconds(300) });
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => station.LoadAsync(_prompts.Add, CancellationToken.None));
        Assert.Equal(ErrorIds.StationNotReady, error.ErrorId);
        Assert.Contains("'ACS*'", Assert.Single(_prompts), StringComparison.Ordinal);
    }

    [PcscFact]
    public async Task A_wildcard_that_fits_two_readers_chooses_neither()
    {
        await using PcscCardStation station = TestCards.Station("Virtual PCD 1*");
        StationStatus status = await station.GetStatusAsync(CancellationToken.None);
        Assert.False(status.Ready);
        Assert.Contains("fits more than one reader", status.Problem, StringComparison.Ordinal);
    }

    [PcscFact]
    public async Task A_program_that_holds_the_card_for_a_moment_is_waited_for()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        var other = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        Task<ICardBody> loading = station.LoadAsync(_prompts.Add, CancellationToken.None);
        other.Dispose();
        await using ICardBody body = await loading;
        Assert.NotNull(body.Id);
    }

    [PcscFact]
    public async Task A_program_that_keeps_the_card_makes_the_station_not_ready()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        using var other = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        await using PcscCardStation station = TestCards.Station(
            Slot.Reader, options => options with { SharingTimeout = TimeSpan.Zero });
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => station.LoadAsync(_prompts.Add, CancellationToken.None));
        Assert.Equal((ErrorIds.StationNotReady, ErrorKind.Busy), (error.ErrorId, error.Kind));
        Assert.False((await station.GetStatusAsync(CancellationToken.None)).Ready);
    }

    [PcscFact]
    public async Task Status_tells_reader_and_card_and_changes_nothing()
    {
        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        StationStatus empty = await station.GetStatusAsync(CancellationToken.None);
        VirtualPivCard card = await PcscdFixture.InsertBlankAsync(Slot);
        StationStatus blank = await station.GetStatusAsync(CancellationToken.None);
        Assert.Equal((true, false, null), (empty.Ready, empty.CardPresent, empty.CardKind));
        Assert.Equal((true, true, "Blank"), (blank.Ready, blank.CardPresent, blank.CardKind));
        Assert.Equal(Slot.Reader, blank.Reader);
        Assert.Equal("3", blank.Card["pinTries"]);
        await using ICardBody body = await station.LoadAsync(_prompts.Add, CancellationToken.None);
        await body.CheckBlankAsync(CancellationToken.None);
        Assert.True(card.IsInserted);
    }

    [PcscFact]
    public async Task A_look_sends_nothing_but_questions()
    {
        using var log = new RecordingConnection(PcscdFixture.NewBlank().Connect());
        Slot.Insert(log);
        await PcscReaders.WaitForCardAsync(Slot.Reader, present: true, CancellationToken.None);
        await using PcscCardStation station = TestCards.Station(Slot.Reader);

        await station.GetStatusAsync(CancellationToken.None);

        // VERIFY without data asks for the tries left (SP 800-73-4 Part 2, 3.2.1).
        Assert.NotEmpty(log.Commands);
        Assert.All(log.Commands, command => Assert.True(
            command is [_, 0xA4 or 0xCB or 0xC0 or 0xF7 or 0xF8 or 0xFD, ..] or [_, 0x20, 0x00, 0x80],
            Convert.ToHexString(command)));
    }

    private static async Task<string?> LoadAndEjectAsync(PcscCardStation station, Action<string> prompt)
    {
        await using ICardBody body = await station.LoadAsync(prompt, CancellationToken.None);
        await body.EjectAsync(CardTray.Good, CancellationToken.None);
        return body.Id?.ToString();
    }

    private void PutInABlank(string prompt)
    {
        _prompts.Add(prompt);
        Slot.Insert(PcscdFixture.NewBlank().Connect());
    }

    /// <summary>Does as a person would.</summary>
    private void FollowPrompt(string prompt)
    {
        _prompts.Add(prompt);
        if (prompt.StartsWith("Take", StringComparison.Ordinal))
            Slot.Remove();
        if (prompt.StartsWith("Put", StringComparison.Ordinal))
            Slot.Insert(PcscdFixture.NewBlank().Connect());
    }
}
