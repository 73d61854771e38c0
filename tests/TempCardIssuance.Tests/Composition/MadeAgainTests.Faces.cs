using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Tests.Composition;

/// <summary>The face of a card that is made again is the one that is printed already.</summary>
public sealed partial class MadeAgainTests
{
    [Fact]
    public async Task A_face_with_what_changes_is_refused_before_anything_is_touched()
    {
        string dated = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "../../../../../examples/layouts/temp-card-dated.svg"));
        await using var workshop = new Workshop(
            replace: [("  # reuse: true", "  reuse: true"), ("layout: default }", $"layout: '{dated}' }}")]);
        using var trays = new Trays(1);
        (string[] cards, _) = await ReturnedAsync(workshop, trays, 1);
        await workshop.AgainAsync(cards, null);

        await Assert.ThrowsAsync<TempCardException>(
            () => workshop.Session.Planner.PlanAsync(new IssuanceRequest { CardNumbers = cards }, workshop, None));

        TempCardException told = Assert.Single(workshop.Events<CardRefused>()).Error;
        Assert.Equal(ErrorIds.BodyNotReusable, told.ErrorId);
        Assert.Contains("validUntil", told.Message, StringComparison.Ordinal);
        Assert.Contains("-NewBody", told.Remedy!.ToString(), StringComparison.Ordinal);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));
    }

    /// <summary>At a station of the configuration, whose virtual bodies end with their process.</summary>
    [Fact]
    public async Task A_face_that_shows_nothing_that_changes_stays_as_it_is()
    {
        await using Workshop workshop = Reusing();
        string[] cards = await workshop.RequestAsync(2);
        CardBatch first = await workshop.IssueAsync(cards);
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = first.Id }, workshop, None);
        await workshop.DoAsync(new TakeBackRequest { CardNumber = cards[0], NotSeen = "test" });
        await workshop.DoAsync(new LockRequest { CardNumber = cards[1] });
        await workshop.AgainAsync([cards[0]], null);
        await workshop.AgainAsync([cards[1]], "not found");

        CardBatch batch = await workshop.IssueAsync(cards);

        Assert.Equal(2, batch.Unassigned);
        Dictionary<string, CardProduction> made = await LastAsync(workshop, cards);
        CardProduction before = first.Productions.Single(p => p.CardNumber == cards[0]);
        Assert.NotEmpty(before.Faces);
        Assert.Equal(before.BodyId, made[cards[0]].BodyId);
        Assert.Empty(made[cards[0]].Faces);
        Assert.NotEmpty(made[cards[1]].Faces);
        await Invariants.CheckAsync(workshop);
    }
}
