using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Operations.Upkeep;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>What has to happen though nobody issues.</summary>
public sealed class UpkeepDesk
{
    private readonly CardUpkeep _upkeep;
    /// <summary>How often it is done by the way, by whichever process comes first.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    private readonly ICardStore _store;
    private readonly TimeProvider _clock;

    internal UpkeepDesk(CardUpkeep upkeep, ICardStore store, TimeProvider clock, bool isHere)
    {
        _upkeep = upkeep;
        _store = store;
        _clock = clock;
        IsHere = isHere;
    }

    /// <summary>Whether processes that run for long do it by the way.</summary>
    public bool IsHere { get; }

    /// <inheritdoc cref="CardUpkeep.PlanAsync"/>
    public async Task<Planned<UpkeepResult>> PlanAsync(CancellationToken stop)
    {
        UpkeepPlan plan = await _upkeep.PlanAsync(stop);
        string description = UpkeepWords.Describe(plan);
        return new Planned<UpkeepResult>(Operation.Upkeep, description, $"{description}?", _upkeep.RunAsync);
    }

    /// <summary>When upkeep last came to its end.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.UpkeepOverdue"/>: too long ago.</exception>
    public async Task<UpkeepTime> CheckAsync(CancellationToken stop) =>
        await _upkeep.GetDelayAsync(stop) is { } delay
            ? throw new TempCardException(
                ErrorIds.UpkeepOverdue,
                ErrorKind.InvalidState,
                UpkeepWords.Overdue(delay),
                Remedy.Of($"Have {Operation.Upkeep} run by a timer; examples/upkeep has one for systemd and one for Windows."))
            : new UpkeepTime(await _upkeep.GetLastRunAsync(stop));

    /// <summary>What whoever works should know of upkeep now; null: nothing, or the store was not used.</summary>
    public async Task<Remedy?> RemindAsync(CancellationToken stop)
    {
        if (!_store.IsOpen)
            return null;
        try
        {
            return await _upkeep.GetDelayAsync(stop) is { } delay
                ? Remedy.Of($"{UpkeepWords.Overdue(delay)} Have {Operation.Upkeep} run by a timer.")
                : null;
        }
        catch (TempCardException)
        {
            // The command itself says what is wrong with the store.
            return null;
        }
    }

    /// <summary>Does work, and upkeep by the way where the configuration says so.</summary>
    /// <param name="work">Takes long.</param>
    /// <param name="progress">Is told what upkeep could not do.</param>
    /// <param name="stop">Ends both.</param>
    public async Task BesideAsync(Func<Task> work, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        if (!IsHere)
        {
            await work();
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var upkeep = Task.Run(() => RepeatAsync(progress, end.Token), CancellationToken.None);
        try
        {
            await work();
        }
        finally
        {
            await end.CancelAsync();
            await upkeep;
        }
    }

    private async Task RepeatAsync(IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await RunIfDueAsync(progress, stop);
                await Task.Delay(Interval, _clock, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
    }

    /// <summary>Not where another process has just done it.</summary>
    private async Task RunIfDueAsync(IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        try
        {
            if (await _upkeep.GetLastRunAsync(stop) is not { } last || last <= _clock.GetUtcNow() - Interval)
                await _upkeep.RunAsync(progress, stop);
        }
        catch (TempCardException e)
        {
            progress.Report(new UpkeepProblem(e));
        }
    }

    /// <inheritdoc cref="ILifeStore.FindHandOversAsync"/>
    public IAsyncEnumerable<CardHandOver> FindHandOversAsync(HandOverQuery query, CancellationToken stop) =>
        _store.FindHandOversAsync(query, stop);
}
