using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Several processes on one batch; here each is a session of its own on the same store.</summary>
public sealed class JoinTests
{
    private const string TwoDesks =
        """
        - { name: desk-1, reader: virtual, cards: 100, printer: files }
          - { name: desk-2, reader: virtual, cards: 100, printer: files }
        """;

    [Fact]
    public async Task A_batch_is_made_by_all_who_join_it()
    {
        await using var workshop = new Workshop(TwoDesks);
        await using IssuanceSession other = workshop.OpenSession();
        string[] cards = await workshop.RequestAsync(12);
        var helped = new TaskCompletionSource();
        Task<CardBatch>? joined = null;
        // The station that began waits after its first card until the other has made one, so that both have a share.
        workshop.Watcher = happened =>
        {
            if (happened is not ProductionEnded { Production: { Station: "desk-1" } first } || joined is not null)
                return;
            joined = Task.Run(() => other.Joining.JoinAsync(
                first.BatchId, ["desk-2"], new Watch<ProductionEnded>(_ => helped.TrySetResult()), default));
            helped.Task.Wait();
        };

        CardBatch batch = await workshop.IssueAsync(
            new IssuanceRequest { CardNumbers = cards, Stations = ["desk-1"] });

        Assert.Equal((BatchState.Produced, 12, 0), (batch.State, batch.Unassigned, batch.Waiting));
        Assert.Equal(["desk-1", "desk-2"], batch.Productions.Select(p => p.Station).Distinct().Order());
        Assert.Equal(BatchState.Produced, (await joined!).State);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_card_in_the_hand_of_a_process_that_dies_fails_while_the_others_go_on()
    {
        await using var workshop = new Workshop(TwoDesks);
        await using IssuanceSession other = workshop.OpenSession();
        string[] cards = await workshop.RequestAsync(4);
        string? lost = null;
        workshop.Watcher = happened =>
        {
            if (happened is not ProductionEnded { Production: { Station: "desk-1" } first } || lost is not null)
                return;
            // Joins, takes a card, begins it, and is never heard of again.
            var dying = new DyingStore(other.Store, atChange: 4);
            var joining = new BatchJoining(other.Context with { Store = dying });
            var taken = new Watch<CardTaken>(card => lost = card.CardNumber);
            Task.Run(() => Assert.ThrowsAsync<TempCardException>(
                () => joining.JoinAsync(first.BatchId, ["desk-2"], taken, default))).Wait();
            Assert.True(dying.Died);
            workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        };

        CardBatch batch = await workshop.IssueAsync(
            new IssuanceRequest { CardNumbers = cards, Stations = ["desk-1"] });

        Assert.Equal((BatchState.Produced, 3, 1), (batch.State, batch.Unassigned, batch.Failed));
        CardProduction failed = Assert.Single(batch.Productions, p => p.State == ProductionState.Failed);
        Assert.Equal((lost, ErrorIds.Interrupted, "desk-2"), (failed.CardNumber, failed.ErrorId, failed.Station));
        await Invariants.CheckAsync(workshop);

        CardBatch repeated = await workshop.RepeatAsync(batch);
        Assert.Equal((4, 0), (repeated.Unassigned, repeated.Failed));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Stations_wait_for_batches_and_work_on_each()
    {
        await using var workshop = new Workshop(TwoDesks);
        await using IssuanceSession other = workshop.OpenSession();
        using var stop = new CancellationTokenSource();
        var left = new TaskCompletionSource<CardBatch>();
        var took = new TaskCompletionSource();
        var watch = new Watch<IssuanceEvent>(happened =>
        {
            if (happened is CardTaken)
                took.TrySetResult();
            else if (happened is BatchLeft { Batch: var batch })
                left.TrySetResult(batch);
        });
        var service = Task.Run(() => other.Joining.JoinAllAsync(["desk-2"], watch, stop.Token));
        string[] cards = await workshop.RequestAsync(4);
        workshop.Watcher = happened =>
        {
            if (happened is ProductionEnded)
                took.Task.Wait();
        };

        CardBatch batch = await workshop.IssueAsync(
            new IssuanceRequest { CardNumbers = cards, Stations = ["desk-1"] });

        Assert.Equal((BatchState.Produced, 4), (batch.State, batch.Unassigned));
        Assert.Equal(batch.Id, (await left.Task).Id);
        await stop.CancelAsync();
        await service;
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task What_can_not_be_made_here_is_left_to_others_and_said_once()
    {
        await using var workshop = new Workshop(TwoDesks);
        await using IssuanceSession other = workshop.OpenSession();
        IssuanceSettings settings = other.Context.Settings with
        {
            Profiles = new Dictionary<string, CertificateProfile>(StringComparer.OrdinalIgnoreCase),
        };
        var joining = new BatchJoining(other.Context with { Settings = settings });
        using var stop = new CancellationTokenSource();
        var skipped = new TaskCompletionSource<BatchSkipped>();
        var service = Task.Run(() => joining.JoinAllAsync(
            ["desk-2"], new Watch<BatchSkipped>(skip => skipped.SetResult(skip)), stop.Token));
        string[] cards = await workshop.RequestAsync(3);
        workshop.Watcher = happened =>
        {
            if (happened is ProductionEnded)
                skipped.Task.Wait();
        };

        CardBatch batch = await workshop.IssueAsync(
            new IssuanceRequest { CardNumbers = cards, Stations = ["desk-1"] });

        Assert.Equal(3, batch.Unassigned);
        Assert.Equal(
            (batch.Id, ErrorIds.ProfileNotFound), ((await skipped.Task).BatchId, (await skipped.Task).Error.ErrorId));
        await stop.CancelAsync();
        await service;
    }

    [Fact]
    public async Task A_batch_that_nobody_produces_can_not_be_joined()
    {
        await using var workshop = new Workshop(TwoDesks);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => workshop.Session.Joining.JoinAsync(batch.Id, null, workshop, default));

        Assert.Equal(ErrorIds.BatchStateInvalid, error.ErrorId);
    }

    private sealed class Watch<T>(Action<T> act) : IProgress<IssuanceEvent>
        where T : IssuanceEvent
    {
        public void Report(IssuanceEvent value)
        {
            if (value is T happened)
                act(happened);
        }
    }
}
