using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>
/// The cards of a batch that are still to be made, shared by the stations of this process and by whoever else works on
/// the batch.
/// </summary>
internal sealed class WorkQueue(
    IssuanceContext context, BatchJob job, IProgress<IssuanceEvent> progress) : IDisposable
{
    /// <summary>How often to look whether another process is done, or dead.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly WaitingJobs _jobs = new(context.Stations, context.Actor.Clock);
    private readonly List<WorkInHand> _inHand = [];
    private TaskCompletionSource _changed = Signal();

    private string BatchId => job.Batch.Id;

    /// <summary>
    /// Takes the next card in hand. Where others have the last ones in hand this waits until they are made, because a
    /// card may be put back; those of a process that died become Failed, or are taken if they were not begun.
    /// </summary>
    /// <returns>Null once no card of the batch is left to make.</returns>
    public async Task<WorkInHand?> TakeAsync(CancellationToken stop)
    {
        while (true)
        {
            Task changed = _changed.Task;
            (WorkInHand? work, bool isDone) = await InTurnAsync(LookAsync);
            if (work is not null || isDone)
                return work;
            await Task.WhenAny(changed, Task.Delay(LookAgain, context.Actor.Clock, stop));
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The card is made, or has failed.</summary>
    public Task CloseAsync(WorkInHand hand) => InTurnAsync(() => Task.FromResult(_inHand.Remove(hand)));

    /// <summary>The card was not begun; another station can make it.</summary>
    public Task PutBackAsync(WorkInHand hand) => InTurnAsync(async () =>
    {
        try
        {
            return await PutBackAsync(hand.Work);
        }
        finally
        {
            _inHand.Remove(hand);
        }
    });

    /// <summary>
    /// Sees to it that the card in hand is one that can be made on the body in the station, and begins it: where the body
    /// has the number of another card of the batch, that one is taken instead, also from a station of this process that
    /// has not begun it.
    /// </summary>
    /// <param name="hand">What the station has in hand.</param>
    /// <param name="owner">The card whose number the body has; null: it has none.</param>
    /// <returns>False if no card that could be made on the body is to be had.</returns>
    public Task<bool> FitAsync(WorkInHand hand, string? owner) => InTurnAsync(async () =>
    {
        var wish = new CardWish(owner);
        hand.IsBegun = wish.IsOf(hand.Work.Card) || await ExchangeAsync(hand, wish);
        return hand.IsBegun;
    });

    /// <summary>No other card may come in the place of the one in hand any more.</summary>
    public Task BeginAsync(WorkInHand hand) => InTurnAsync(() => Task.FromResult(hand.IsBegun = true));

    private async Task<bool> ExchangeAsync(WorkInHand hand, CardWish wish)
    {
        if (_inHand.Find(h => h != hand && !h.IsBegun && wish.IsOf(h.Work.Card)) is { } other)
        {
            (hand.Work, other.Work) = (other.Work, hand.Work);
            return true;
        }

        if (await context.Store.TakeCardAsync(BatchId, job.Owner, wish, CancellationToken.None) is not { } wanted)
            return false;
        CardWork before = hand.Work;
        hand.Work = wanted;
        await PutBackAsync(before);
        return true;
    }

    private async Task<IReadOnlyList<string>> PutBackAsync(CardWork work)
    {
        try
        {
            return await context.Store.ApplyAsync(
                new ChangeSet(
                    [new RequireLease(BatchId, job.Owner), new PutBackCard(work.Card.CardNumber, job.Owner)], []),
                CancellationToken.None);
        }
        catch (TempCardException e) when (
            e.ErrorId is ErrorIds.StoreNotReady or ErrorIds.StoreBusy or ErrorIds.LeaseLost)
        {
            // It stays in the hand of this process, and is let go of as one that was dropped.
            return [];
        }
    }

    private async Task<(WorkInHand? Work, bool IsDone)> LookAsync()
    {
        if (await context.Store.TakeCardAsync(BatchId, job.Owner, wish: null, CancellationToken.None) is { } work)
        {
            var hand = new WorkInHand(work);
            _inHand.Add(hand);
            return (hand, false);
        }

        IReadOnlyList<OpenWork> open = await context.Store.GetOpenWorkAsync(BatchId, CancellationToken.None);
        OpenWork[] abandoned = [.. open.Where(IsAbandoned)];
        if (abandoned.Length > 0)
            await SettleAsync(abandoned);
        return (null, open.Count == 0);
    }

    /// <summary>Also what a station of this process dropped because it could not go on.</summary>
    private bool IsAbandoned(OpenWork work) =>
        work.IsAbandoned || (work.Holder == job.Owner
            && !_inHand.Exists(h => CardNumber.Comparer.Equals(h.Work.Card.CardNumber, work.CardNumber)));

    private async Task SettleAsync(IReadOnlyList<OpenWork> abandoned)
    {
        await _jobs.TakeBackAsync(abandoned.Select(w => w.Begun), progress, CancellationToken.None);
        try
        {
            await context.Store.ApplyAsync(
                BatchChanges.Abandon(context.Actor, context.Settings, job.Batch, job.Owner, abandoned),
                CancellationToken.None);
            BatchChanges.Tell(progress, abandoned, context.Now);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreConflict)
        {
            // Another process was faster.
        }
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> act)
    {
        await _turn.WaitAsync();
        try
        {
            return await act();
        }
        finally
        {
            _turn.Release();
            Interlocked.Exchange(ref _changed, Signal()).SetResult();
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _turn.Dispose();
}
