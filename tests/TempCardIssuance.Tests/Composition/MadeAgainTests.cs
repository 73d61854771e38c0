using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Cards that came back are made again, each on the body that has its number.</summary>
public sealed partial class MadeAgainTests
{
    private static uint _lastSerial = 0x5000_0000;

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Each_is_made_on_its_own_body_in_any_order_at_any_station(int stations)
    {
        await using Workshop workshop = Reusing();
        using var trays = new Trays(stations);
        (string[] cards, VirtualPivCard[] bodies) = await ReturnedAsync(workshop, trays, 8);
        Dictionary<string, CardProduction> before = await LastAsync(workshop, cards);

        await workshop.AgainAsync(cards, null);
        trays.Put([.. bodies.Reverse()]);
        CardBatch batch = await IssueAsync(workshop, trays, cards);

        Assert.True(batch.Unassigned == cards.Length, string.Join('\n', batch.Productions.Select(p => p.Message)));
        Dictionary<string, CardProduction> after = await LastAsync(workshop, cards);
        Assert.All(cards, c => Assert.Equal(before[c].BodyId, after[c].BodyId));
        Assert.All(cards, c => Assert.NotEqual(Serial(before[c]), Serial(after[c])));
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        Assert.All(
            await workshop.Session.Store.GetCardsAsync(cards, None),
            c => Assert.Equal((CardState.Unassigned, null, null), (c.State, c.RequiredBodyId, c.Holder)));
        await Invariants.CheckAsync(workshop, bodies);
    }

    [Fact]
    public async Task A_body_of_a_card_that_is_not_in_the_batch_is_let_go_untouched()
    {
        await using Workshop workshop = Reusing();
        using var trays = new Trays(1);
        (string[] cards, VirtualPivCard[] bodies) = await ReturnedAsync(workshop, trays, 2);
        await workshop.AgainAsync(cards, null);
        string[] more = await workshop.RequestAsync(1);
        long commands = bodies[1].ApduCount;

        trays.Put([bodies[1], bodies[0], Blank()]);
        CardBatch batch = await IssueAsync(workshop, trays, [cards[0], .. more]);

        Assert.Equal(2, batch.Unassigned);
        Assert.InRange(bodies[1].ApduCount - commands, 1, 30);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[1]));
        Dictionary<string, CardProduction> after = await LastAsync(workshop, [cards[0], .. more]);
        Assert.Equal(Id(bodies[0]), after[cards[0]].BodyId);
        Assert.NotEqual(after[cards[0]].BodyId, after[more[0]].BodyId);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_body_that_nobody_asked_for_keeps_its_number_whatever_became_of_its_card()
    {
        await using Workshop workshop = Reusing();
        using var trays = new Trays(1);
        (string[] cards, VirtualPivCard[] bodies) = await ReturnedAsync(workshop, trays, 2);
        await workshop.AgainAsync([cards[1]], "shredded");

        trays.Put([bodies[0], bodies[1], Blank()]);
        CardBatch batch = await IssueAsync(workshop, trays, [cards[1]]);

        Assert.Equal(1, batch.Unassigned);
        Dictionary<string, CardProduction> last = await LastAsync(workshop, [cards[1]]);
        Assert.DoesNotContain(last[cards[1]].BodyId, bodies.Select(Id));
        Assert.Equal(
            2, workshop.Events<OperatorWanted>().Count(w => w.Message.Contains("has the number of", StringComparison.Ordinal)));
        await Invariants.CheckAsync(workshop, bodies);
    }

    /// <summary>A feeder full of blanks beside the one where the bodies are.</summary>
    [Fact]
    public async Task A_station_without_the_bodies_lets_go_of_the_cards_and_the_other_makes_them()
    {
        await using Workshop workshop = Reusing();
        using var trays = new Trays(2);
        (string[] cards, VirtualPivCard[] bodies) = await ReturnedAsync(workshop, trays, 3);
        await workshop.AgainAsync(cards, null);

        trays.Put(bodies);
        trays.PutInto("desk-2", [.. Enumerable.Range(0, 20).Select(_ => Blank())]);
        CardBatch batch = await IssueAsync(workshop, trays, cards);

        Assert.Equal((BatchState.Produced, 3), (batch.State, batch.Unassigned));
        await Invariants.CheckAsync(workshop, bodies);
    }

    [Fact]
    public async Task A_body_that_does_not_come_leaves_its_card_to_be_cancelled_and_made_on_another()
    {
        await using Workshop workshop = Reusing();
        using var trays = new Trays(1);
        (string[] cards, _) = await ReturnedAsync(workshop, trays, 1);
        await workshop.AgainAsync(cards, null);
        trays.Put([.. Enumerable.Range(0, 9).Select(_ => Blank())]);

        CardBatch batch = await IssueAsync(workshop, trays, cards);

        Assert.Equal(BatchState.Interrupted, batch.State);
        TempCardException told = Assert.Single(workshop.Events<StationStopped>()).Error;
        Assert.Equal(ErrorIds.BodyOfOtherCard, told.ErrorId);
        Assert.Contains("-NewBody", told.Remedy!.ToString(), StringComparison.Ordinal);
        await workshop.Session.Closing.CancelAsync(
            new() { BatchId = batch.Id, Reason = "its body was not found" }, workshop, None);
        Assert.NotNull((await workshop.Session.Store.GetCardAsync(cards[0], None))!.RequiredBodyId);
        await workshop.AgainAsync(cards, "not found");
        trays.Put([Blank()]);
        Assert.Equal(1, (await IssueAsync(workshop, trays, cards)).Unassigned);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task What_is_cancelled_or_failed_stays_with_its_body()
    {
        await using Workshop workshop = Reusing();
        using var trays = new Trays(1);
        (string[] cards, VirtualPivCard[] bodies) = await ReturnedAsync(workshop, trays, 1);
        await workshop.AgainAsync(cards, null);
        trays.Put(bodies);
        CardBatch batch = await IssueAsync(workshop, trays, cards);

        await workshop.Session.Closing.CancelAsync(new() { BatchId = batch.Id, Reason = "wrong site" }, workshop, None);
        trays.Put([Blank(), bodies[0]]);
        batch = await IssueAsync(workshop, trays, cards);

        Assert.Equal(1, batch.Unassigned);
        Assert.Equal(Id(bodies[0]), (await LastAsync(workshop, cards))[cards[0]].BodyId);
        await Invariants.CheckAsync(workshop, bodies);
    }

    [Fact]
    public async Task An_expired_loan_ends_and_its_mapping_is_taken_away_when_its_card_is_made_anew()
    {
        using var place = new HandOverPlace();
        await using Workshop workshop = await place.CompletedAsync();
        await workshop.DoAsync(new GrantRequest { CardNumber = "T-00001", Holder = "anna" });
        workshop.Clock.Advance(TimeSpan.FromDays(30));

        await workshop.AgainAsync(["T-00001"], "never came back");

        TemporaryCard card = (await workshop.Session.Store.GetCardAsync("T-00001", None))!;
        Assert.Equal((CardState.Requested, null, null), (card.State, card.Holder, card.RequiredBodyId));
        Assert.Equal(["granted", "revoked"], place.Told().Select(t => (string)t["event"]!));
        Assert.Equal(CertificateState.Revoked, (await workshop.CertificateAsync("T-00001")).State);
        AuditReportIsClean(await workshop.Session.Audit.VerifyAsync(None));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_blank_is_not_made_into_a_card_that_has_a_body()
    {
        await using Workshop workshop = Reusing();
        using var trays = new Trays(1);
        (string[] cards, VirtualPivCard[] bodies) = await ReturnedAsync(workshop, trays, 1);
        await workshop.AgainAsync(cards, null);

        trays.Put([Blank(), bodies[0]]);
        CardBatch batch = await IssueAsync(workshop, trays, cards);

        Assert.Equal(1, batch.Unassigned);
        Assert.Equal(Id(bodies[0]), (await LastAsync(workshop, cards))[cards[0]].BodyId);
    }

    [Fact]
    public async Task Another_body_takes_its_place_where_its_own_is_accounted_for()
    {
        await using Workshop workshop = Reusing();
        using var trays = new Trays(1);
        (string[] cards, _) = await ReturnedAsync(workshop, trays, 2);
        await workshop.AgainAsync(cards, null);

        await workshop.AgainAsync(cards, "shredded");
        trays.Put([Blank(), Blank()]);
        CardBatch batch = await IssueAsync(workshop, trays, cards);

        Assert.Equal(2, batch.Unassigned);
        AuditReportIsClean(await workshop.Session.Audit.VerifyAsync(None));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task What_can_not_be_requested_again_says_why()
    {
        await using Workshop workshop = new();
        using var trays = new Trays(1);
        (string[] cards, _) = await ReturnedAsync(workshop, trays, 1);
        string[] more = await workshop.RequestAsync(1);

        Assert.Equal(ErrorIds.BodyNotReusable, await RefusedAsync(workshop, cards[0], null));
        Assert.Equal(ErrorIds.CardStateInvalid, await RefusedAsync(workshop, more[0], null));
        Assert.Equal(ErrorIds.CardStateInvalid, await RefusedAsync(workshop, more[0], "shredded"));
        Assert.Equal(ErrorIds.CardNotFound, await RefusedAsync(workshop, "NOPE", null));
        Assert.Equal(ErrorIds.NoteInvalid, await RefusedAsync(workshop, cards[0], "two\nlines"));
    }

    private static void AuditReportIsClean(AuditReport report) => Assert.Empty(report.Disagreements);

    private static async Task<string> RefusedAsync(Workshop workshop, string card, string? newBody) =>
        (await Assert.ThrowsAsync<TempCardException>(
            () => workshop.Session.Requests.AgainAsync(card, newBody, None))).ErrorId;

    private static string Serial(CardProduction production) => Assert.Single(production.Certificates).SerialNumber;

    private static string Id(VirtualPivCard body) => $"serial:{body.Options.Serial:X8}";

    private static VirtualPivCard Blank() =>
        new(new VirtualCardOptions { Serial = Interlocked.Increment(ref _lastSerial) });

    private static Workshop Reusing() => new(replace: ("  # reuse: true", "  reuse: true"));

    private static async Task<CardBatch> IssueAsync(Workshop workshop, Trays trays, IReadOnlyList<string> cards)
    {
        IssuanceContext context = workshop.Session.Context with { Stations = trays };
        IssuancePlan plan = await context.Planner().PlanAsync(
            new IssuanceRequest { CardNumbers = cards, Print = false, Stations = trays.Names }, workshop, None);
        return await new BatchIssuance(context).StartAsync(plan, workshop, None);
    }

    private static async Task<(string[] Cards, VirtualPivCard[] Bodies)> ReturnedAsync(
        Workshop workshop, Trays trays, int amount)
    {
        string[] cards = await workshop.RequestAsync(amount);
        VirtualPivCard[] bodies = [.. Enumerable.Range(0, amount).Select(_ => Blank())];
        trays.Put(bodies);
        CardBatch batch = await IssueAsync(workshop, trays, cards);
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        foreach (string card in cards)
        {
            var back = new TakeBackRequest { CardNumber = card, NotSeen = "test" };
            await (await workshop.Session.Life.PlanAsync(back, None)).ActAsync(None);
        }

        return (cards, bodies);
    }

    private static async Task<Dictionary<string, CardProduction>> LastAsync(
        Workshop workshop, IEnumerable<string> cards)
    {
        Dictionary<string, CardProduction> last = [];
        foreach (string card in cards)
            last[card] = (await workshop.Session.Store.GetProductionsAsync(card, None))[^1];
        return last;
    }
}
