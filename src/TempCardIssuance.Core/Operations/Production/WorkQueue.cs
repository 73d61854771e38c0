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
    private readonly HashSet<string> _inHand = new(CardNumber.Comparer);
    private TaskCompletionSource _changed = Signal();

    private string BatchId => job.Batch.Id;

    /// <summary>
    /// Takes the next card in hand. Where others have the last ones in hand this waits until they are made, because a
    /// card may be put back; those of a process that died become Failed, or are taken if they were not begun.
    /// </summary>
    /// <returns>Null once no card of the batch is left to make.</returns>
    public async Task<CardWork?> TakeAsync(CancellationToken stop)
    {
        while (true)
        {
            Task changed = _changed.Task;
            (CardWork? work, bool isDone) = await InTurnAsync(LookAsync);
            if (work is not null || isDone)
                return work;
            await Task.WhenAny(changed, Task.Delay(LookAgain, context.Actor.Clock, stop));
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The card is made, or has failed.</summary>
    public Task CloseAsync(CardWork work) => InTurnAsync(() => Task.FromResult(_inHand.Remove(work.Card.CardNumber)));

    /// <summary>The card was not begun; another station can make it.</summary>
    public Task PutBackAsync(CardWork work) => InTurnAsync(async () =>
    {
        string number = work.Card.CardNumber;
        try
        {
            return await context.Store.ApplyAsync(
                new ChangeSet([new RequireLease(BatchId, job.Owner), new PutBackCard(number, job.Owner)], []),
                CancellationToken.None);
        }
        catch (TempCardException e) when (
            e.ErrorId is ErrorIds.StoreNotReady or ErrorIds.StoreBusy or ErrorIds.LeaseLost)
        {
            // It stays in the hand of this process, and is let go of as one that was dropped.
            return [];
        }
        finally
        {
            _inHand.Remove(number);
        }
    });

    private async Task<(CardWork? Work, bool IsDone)> LookAsync()
    {
        if (await context.Store.TakeCardAsync(BatchId, job.Owner, CancellationToken.None) is { } work)
        {
            _inHand.Add(work.Card.CardNumber);
            return (work, false);
        }

        IReadOnlyList<OpenWork> open = await context.Store.GetOpenWorkAsync(BatchId, CancellationToken.None);
        OpenWork[] abandoned = [.. open.Where(IsAbandoned)];
        if (abandoned.Length > 0)
            await SettleAsync(abandoned);
        return (null, open.Count == 0);
    }

    /// <summary>Also what a station of this process dropped because it could not go on.</summary>
    private bool IsAbandoned(OpenWork work) =>
        work.IsAbandoned || (work.Holder == job.Owner && !_inHand.Contains(work.CardNumber));

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
