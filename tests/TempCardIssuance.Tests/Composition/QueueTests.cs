using TempCardIssuance.Composition;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Batches that are put in line for the stations of any computer.</summary>
public sealed class QueueTests
{
    [Fact]
    public async Task A_batch_waits_in_line_until_a_station_takes_it_up()
    {
        await using var workshop = new Workshop();
        await using IssuanceSession other = workshop.OpenSession();
        string[] cards = await workshop.RequestAsync(3);

        CardBatch queued = await EnqueueAsync(workshop, cards);

        Assert.Equal((BatchState.Queued, 3, 3, true), (queued.State, queued.InProduction, queued.Waiting, queued.IsOpen));
        Assert.Empty(queued.Options.Stations);
        workshop.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(BatchState.Queued, (await ReadAsync(workshop, queued)).State);
        Assert.Single(await workshop.Session.Store.FindBatchesAsync(
            new BatchQuery { States = [BatchState.Queued] }, default).ToListAsync());
        await Invariants.CheckAsync(workshop);

        CardBatch made = await other.Joining.JoinAsync(queued.Id, null, workshop, default);
        Assert.Equal((BatchState.Produced, 3), (made.State, made.Unassigned));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Stations_that_serve_others_take_it_up()
    {
        await using var workshop = new Workshop();
        await using IssuanceSession other = workshop.OpenSession();
        using var stop = new CancellationTokenSource();
        var left = new TaskCompletionSource<CardBatch>();
        workshop.Watcher = happened =>
        {
            if (happened is BatchLeft { Batch: var batch })
                left.TrySetResult(batch);
        };
        var service = Task.Run(() => other.Joining.JoinAllAsync(null, workshop, stop.Token));

        CardBatch queued = await EnqueueAsync(workshop, await workshop.RequestAsync(2));

        Assert.Equal((queued.Id, BatchState.Produced), ((await left.Task).Id, (await left.Task).State));
        await stop.CancelAsync();
        await service;
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Two_that_take_it_up_at_once_share_it()
    {
        await using var workshop = new Workshop();
        await using IssuanceSession one = workshop.OpenSession();
        await using IssuanceSession other = workshop.OpenSession();
        CardBatch queued = await EnqueueAsync(workshop, await workshop.RequestAsync(6));

        CardBatch[] made = await Task.WhenAll(new[] { one, other }.Select(session => Task.Run(async () =>
        {
            try
            {
                return await session.Joining.JoinAsync(queued.Id, null, workshop, default);
            }
            catch (TempCardException e) when (e.ErrorId == ErrorIds.BatchStateInvalid)
            {
                // The other one had made all of it before this one looked.
                return await ReadAsync(workshop, queued);
            }
        })));

        Assert.All(made, batch => Assert.Equal(queued.Id, batch.Id));
        CardBatch end = await ReadAsync(workshop, queued);
        Assert.Equal((BatchState.Produced, 6, 0), (end.State, end.Unassigned, end.Failed));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_station_that_is_stopped_gives_the_rest_back_in_line()
    {
        await using var workshop = new Workshop();
        CardBatch queued = await EnqueueAsync(workshop, await workshop.RequestAsync(4));

        CardBatch left = await StopAfterFirstAsync(workshop, stop =>
            workshop.Session.Joining.JoinAsync(queued.Id, null, workshop, stop));

        Assert.Equal((BatchState.Queued, 1, 3, 3), (left.State, left.Unassigned, left.InProduction, left.Waiting));
        await Invariants.CheckAsync(workshop);
        CardBatch made = await workshop.Session.Joining.JoinAsync(queued.Id, null, workshop, default);
        Assert.Equal((BatchState.Produced, 4), (made.State, made.Unassigned));
    }

    [Fact]
    public async Task One_that_dies_leaves_an_interruption_which_can_go_back_in_line()
    {
        await using var workshop = new Workshop();
        CardBatch queued = await EnqueueAsync(workshop, await workshop.RequestAsync(3));
        var dying = new DyingStore(workshop.Session.Store, atChange: 5);
        await Assert.ThrowsAsync<TempCardException>(() => new BatchJoining(
            workshop.Session.Context with { Store = dying }).JoinAsync(queued.Id, null, workshop, default));
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(BatchState.Interrupted, (await ReadAsync(workshop, queued)).State);

        CardBatch again = await workshop.Session.Issuance.ResumeInLineAsync(queued.Id, workshop, default);

        Assert.Equal((BatchState.Queued, 2, 1), (again.State, again.Waiting, again.Failed));
        await Invariants.CheckAsync(workshop);
        CardBatch made = await workshop.Session.Joining.JoinAsync(queued.Id, null, workshop, default);
        Assert.Equal((BatchState.Produced, 2, 1), (made.State, made.Unassigned, made.Failed));
        CardBatch repeated = await workshop.Session.Issuance.RepeatAsync(
            new RepeatRequest { BatchId = queued.Id, Enqueue = true }, workshop, default);
        Assert.Equal((BatchState.Queued, 1), (repeated.State, repeated.Waiting));
        await Invariants.CheckAsync(workshop);
        // Who has stations can also take a repeat of it up without a line.
        await workshop.Session.Joining.JoinAsync(queued.Id, null, workshop, default);
        Assert.Equal(3, (await ReadAsync(workshop, queued)).Unassigned);
        Assert.Equal(BatchState.Produced, (await workshop.RepeatAsync(made, made.Productions[0].CardNumber)).State);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task It_can_be_cancelled_and_nothing_else()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(2);
        CardBatch queued = await EnqueueAsync(workshop, cards);
        static async Task RefusedAsync(Func<Task> work) => Assert.Equal(
            ErrorIds.BatchStateInvalid, (await Assert.ThrowsAsync<TempCardException>(work)).ErrorId);

        await RefusedAsync(() => workshop.Session.Batches.CompleteAsync(new() { BatchId = queued.Id }, default));
        await RefusedAsync(() => workshop.Session.Batches.ResumeAsync(queued.Id, null, default));
        await RefusedAsync(() => workshop.RepeatAsync(queued));
        CardBatch without = await workshop.Session.Closing.CancelAsync(
            new CancellationRequest { BatchId = queued.Id, CardNumbers = [cards[0]] }, workshop, default);
        Assert.Equal((BatchState.Queued, 1), (without.State, without.Waiting));
        CardBatch cancelled = await workshop.Session.Closing.CancelAsync(
            new CancellationRequest { BatchId = queued.Id }, workshop, default);

        Assert.Equal(BatchState.Cancelled, cancelled.State);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[1]));
        Assert.Equal(
            [AuditKinds.BatchOpened, AuditKinds.BatchQueued, AuditKinds.BatchCancelled],
            await workshop.Session.Store.ReadAuditAsync(new AuditQuery { BatchId = queued.Id }, default)
                .Where(e => e.CardNumber is null).Select(e => e.Kind).ToListAsync());
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task What_was_made_of_it_is_produced_where_all_that_wait_are_cancelled()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(3);
        CardBatch queued = await EnqueueAsync(workshop, cards);
        CardBatch left = await StopAfterFirstAsync(workshop, stop =>
            workshop.Session.Joining.JoinAsync(queued.Id, null, workshop, stop));
        string[] waiting = [.. cards.Except(left.Productions.Select(p => p.CardNumber))];

        CardBatch without = await workshop.Session.Closing.CancelAsync(
            new CancellationRequest { BatchId = queued.Id, CardNumbers = waiting }, workshop, default);

        // In line it would wait for ever: no station takes up what has no card to make.
        Assert.Equal((BatchState.Queued, 2), (left.State, left.Waiting));
        Assert.Equal((BatchState.Produced, 1, 0), (without.State, without.Unassigned, without.Waiting));
        await Invariants.CheckAsync(workshop);
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = queued.Id }, workshop, default);
    }

    [Fact]
    public async Task One_that_came_into_line_later_goes_back_there_though_it_was_begun_at_a_station()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(4);
        var request = new IssuanceRequest { CardNumbers = cards, Stations = ["desk-1"] };
        CardBatch begun = await StopAfterFirstAsync(workshop, stop => workshop.IssueAsync(request, stop));
        Assert.Equal(BatchState.Interrupted, begun.State);
        CardBatch queued = await workshop.Session.Issuance.ResumeInLineAsync(begun.Id, workshop, default);
        Assert.Equal((BatchState.Queued, 3), (queued.State, queued.Waiting));

        CardBatch left = await StopAfterFirstAsync(workshop, stop =>
            workshop.Session.Joining.JoinAsync(queued.Id, null, workshop, stop));

        Assert.Equal((BatchState.Queued, 2), (left.State, left.Waiting));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task What_needs_no_station_is_checked_at_once_and_the_rest_by_who_takes_it_up()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        async Task RefusedAsync(string id, IssuanceRequest request) => Assert.Equal(
            id,
            (await Assert.ThrowsAsync<TempCardException>(() => workshop.IssueAsync(request with { Enqueue = true }))).ErrorId);
        var request = new IssuanceRequest { CardNumbers = cards };

        await RefusedAsync(ErrorIds.StationsOfQueued, request with { Stations = ["desk-1"] });
        await RefusedAsync(ErrorIds.ProfileNotFound, request with { Certificates = ["nowhere"] });
        await RefusedAsync(ErrorIds.NothingToDo, request with { Encode = false, Print = false });
        await RefusedAsync(ErrorIds.PinLengthInvalid, request with { PinLength = 99 });
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));

        await using var without = new Workshop("[]", ("\n  []", " []"));
        cards = await without.RequestAsync(1);
        Assert.Equal(BatchState.Queued, (await EnqueueAsync(without, cards)).State);
        Assert.Equal(
            ErrorIds.StationNotFound,
            (await Assert.ThrowsAsync<TempCardException>(() => without.Session.Joining.JoinAsync(
                "B-000001", null, without, default))).ErrorId);
        Assert.Equal(BatchState.Queued, (await without.Session.Store.GetBatchAsync("B-000001", false, default))!.State);
    }

    /// <summary>Tells who makes cards to end as soon as the first one is made.</summary>
    private static async Task<CardBatch> StopAfterFirstAsync(
        Workshop workshop, Func<CancellationToken, Task<CardBatch>> make)
    {
        using var stop = new CancellationTokenSource();
        workshop.Watcher = happened =>
        {
            if (happened is ProductionEnded)
                stop.Cancel();
        };
        CardBatch left = await make(stop.Token);
        workshop.Watcher = null;
        return left;
    }

    private static Task<CardBatch> EnqueueAsync(Workshop workshop, IReadOnlyList<string> cards) =>
        workshop.IssueAsync(new IssuanceRequest { CardNumbers = cards, Enqueue = true });

    private static async Task<CardBatch> ReadAsync(Workshop workshop, CardBatch batch) =>
        (await workshop.Session.Store.GetBatchAsync(batch.Id, withProductions: true, default))!;
}
