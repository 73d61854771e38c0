using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Devices.PcSc;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Whole batches over pcscd, at stations where a person changes the cards.</summary>
[Collection(PcscdCollection.Name)]
public sealed class PcscBatchTests(PcscdFixture pcscd, ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>More than one card with one P-256 certificate takes.</summary>
    private const int MostApdus = 85;

    /// <summary>What a station sends before a production begins: SELECT, GET SERIAL, GET DATA (CHUID).</summary>
    private const int Identification = 3;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await EmptyReadersAsync();
    }

    [PcscFact]
    public Task Eight_stations_make_a_batch_without_errors_or_duplicates() => MakeAsync(stations: 8, cards: 40);

    [PcscTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [Trait("Category", "Long")]
    public Task Two_hundred_cards_are_made_without_errors_or_duplicates(int stations) =>
        MakeAsync(stations, cards: 200);

    [PcscFact]
    public async Task A_card_torn_out_at_any_command_fails_and_is_made_again()
    {
        await using var workshop = new Workshop(ReaderAttendant.Stations(pcscd.Slots));
        var attendant = new ReaderAttendant(
            pcscd.Slots, n => n <= MostApdus ? PcscdFixture.NewBlank(new RemovalFault(n)) : PcscdFixture.NewBlank());
        workshop.Watcher = attendant.Attend;

        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest
        {
            CardNumbers = await workshop.RequestAsync(MostApdus),
            Print = false,
        });

        Assert.Equal(BatchState.Produced, batch.State);
        int commands = workshop.Events<ProductionEnded>().First(e => e.Chip is not null).Chip!.Commands;
        Assert.All(
            batch.Productions.Where(p => p.State == ProductionState.Failed),
            p => Assert.Equal(ErrorIds.CardRemoved, p.ErrorId));
        Assert.Equal(commands - Identification, batch.Failed);
        Assert.Contains(batch.Productions, p => p is { State: ProductionState.Failed, Certificates.Count: > 0 });
        await Invariants.CheckAsync(workshop);

        await EmptyReadersAsync();
        batch = await workshop.RepeatAsync(batch);

        Assert.Equal(MostApdus, batch.Unassigned);
        await Invariants.CheckAsync(workshop);
    }

    [PcscFact]
    public async Task A_spoiled_card_is_made_again_on_the_same_body_where_that_is_allowed()
    {
        VirtualSlot[] slots = [pcscd.Slots[0]];
        await using var workshop = new Workshop(
            ReaderAttendant.Stations(slots), ("  # reuse: true", "  reuse: true"));
        VirtualPivCard card = PcscdFixture.NewBlank();
        workshop.Watcher = new ReaderAttendant(slots, _ => card).Attend;
        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest
        {
            CardNumbers = await workshop.RequestAsync(1),
            Print = false,
        });
        CardProduction spoiled = Assert.Single(batch.Productions);

        await EmptyReadersAsync();
        batch = await workshop.RepeatAsync(batch, spoiled.CardNumber);

        Assert.Equal([ProductionState.Spoiled, ProductionState.Succeeded], batch.Productions.Select(p => p.State));
        Assert.Equal(spoiled.BodyId, batch.Productions[1].BodyId);
        Assert.NotEqual(spoiled.CardGuid, batch.Productions[1].CardGuid);
        await Invariants.CheckAsync(workshop);
    }

    [PcscFact]
    public async Task A_card_that_was_handed_out_is_recognised_in_the_reader_when_it_comes_back()
    {
        VirtualSlot[] slots = [pcscd.Slots[0]];
        await using var workshop = new Workshop(ReaderAttendant.Stations(slots));
        VirtualPivCard made = PcscdFixture.NewBlank();
        workshop.Watcher = new ReaderAttendant(slots, _ => made).Attend;
        string[] numbers = await workshop.RequestAsync(1);
        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest { CardNumbers = numbers, Print = false });
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, default);
        await EmptyReadersAsync();

        string known = await SeenAsync(made);
        await EmptyReadersAsync();
        TempCardException unknown =
            await Assert.ThrowsAsync<TempCardException>(() => SeenAsync(PcscdFixture.NewBlank()));

        Assert.Equal(numbers[0], known);
        Assert.Equal(ErrorIds.CardNotOurs, unknown.ErrorId);

        Task<string> SeenAsync(VirtualPivCard card)
        {
            slots[0].Insert(card.Connect());
            return workshop.Session.Life.RecognizeAsync("desk-1", _ => { }, default);
        }
    }

    /// <summary>Two cards that came back lie the wrong way round between blanks; their numbers stay with them.</summary>
    [PcscFact]
    public async Task Cards_that_came_back_are_recognised_and_made_again_each_on_its_body()
    {
        VirtualSlot[] slots = [pcscd.Slots[0]];
        await using var workshop = new Workshop(
            ReaderAttendant.Stations(slots), ("  # reuse: true", "  reuse: true"));
        VirtualPivCard[] made = [PcscdFixture.NewBlank(), PcscdFixture.NewBlank()];
        workshop.Watcher = new ReaderAttendant(slots, n => made[n - 1]).Attend;
        string[] back = await workshop.RequestAsync(2);
        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest { CardNumbers = back, Print = false });
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, default);
        CardProduction[] before = [.. batch.Productions.OrderBy(p => p.CardNumber, StringComparer.Ordinal)];
        foreach (string card in back)
            await workshop.DoAsync(new TakeBackRequest { CardNumber = card, NotSeen = "in the box" });
        await workshop.AgainAsync(back, null);
        string[] all = [.. back, .. await workshop.RequestAsync(1)];
        await EmptyReadersAsync();

        VirtualPivCard[] next = [made[1], PcscdFixture.NewBlank(), made[0]];
        workshop.Watcher = new ReaderAttendant(slots, n => next[n - 1]).Attend;
        batch = await workshop.IssueAsync(new IssuanceRequest { CardNumbers = all, Print = false });

        Assert.Equal(3, batch.Unassigned);
        Assert.Contains(workshop.Events<OperatorWanted>(), w => w.Message.Contains("which came back", StringComparison.Ordinal));
        foreach (CardProduction old in before)
        {
            CardProduction again = Assert.Single(batch.Productions, p => p.CardNumber == old.CardNumber);
            Assert.Equal(old.BodyId, again.BodyId);
            Assert.NotEqual(old.CardGuid, again.CardGuid);
        }

        await EmptyReadersAsync();
        await Invariants.CheckAsync(workshop, next);
    }

    private Task EmptyReadersAsync() => Task.WhenAll(pcscd.Slots.Select(PcscdFixture.RemoveAsync));

    private async Task MakeAsync(int stations, int cards)
    {
        VirtualSlot[] slots = [.. pcscd.Slots.Take(stations)];
        await using var workshop = new Workshop(ReaderAttendant.Stations(slots));
        workshop.Watcher = new ReaderAttendant(slots, _ => PcscdFixture.NewBlank()).Attend;
        string[] numbers = await workshop.RequestAsync(cards);
        long started = TimeProvider.System.GetTimestamp();

        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest { CardNumbers = numbers, Print = false });

        TimeSpan taken = TimeProvider.System.GetElapsedTime(started);
        output.WriteLine(
            $"{cards} cards, {stations} stations: {taken}, {cards / taken.TotalMinutes:0} cards per minute");
        Assert.Equal((BatchState.Produced, cards), (batch.State, batch.Unassigned));
        Assert.Equal(cards, batch.Productions.Count);
        Assert.Equal(stations, batch.Productions.DistinctBy(p => p.Station).Count());
        Assert.Empty(workshop.Events<StationStopped>());
        await Invariants.CheckAsync(workshop);
    }
}
