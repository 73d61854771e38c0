using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>
/// Renews the lease of a batch until disposed; tells through <see cref="Stop"/> when it was lost, and to who asks
/// before each thing that can't be taken back.
/// </summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _stop;
    private readonly ICardStore _store;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _duration;
    private readonly (string BatchId, string Owner) _lease;
    private readonly Task _renewing;

    /// <summary>When the lease was last renewed; null: not by this keeper, so that nobody knows.</summary>
    private volatile Moment? _renewed;

    private volatile bool _isLost;

    private LeaseKeeper(
        ICardStore store,
        TimeProvider clock,
        TimeSpan duration,
        (string BatchId, string Owner) lease,
        CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        (_store, _clock, _duration, _lease) = (store, clock, duration, lease);
        _renewing = KeepAsync();
    }

    /// <summary>A name for this process that no other process has had.</summary>
    public static string NewOwner() => $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Cancelled when the operator stops, or when the lease is lost.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <param name="store">Has the lease.</param>
    /// <param name="clock">The time.</param>
    /// <param name="duration">How long the lease lasts each time.</param>
    /// <param name="lease">A batch, and who holds the lease on it.</param>
    /// <param name="cancellationToken">Cancels <see cref="Stop"/>.</param>
    public static LeaseKeeper Start(
        ICardStore store,
        TimeProvider clock,
        TimeSpan duration,
        (string BatchId, string Owner) lease,
        CancellationToken cancellationToken) =>
        new(store, clock, duration, lease, cancellationToken);

    /// <summary>
    /// Returns only while the lease is held. Where it may have run out, by either clock, the store is asked: it is
    /// still there as long as nobody has taken over.
    /// </summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.LeaseLost"/>, or that the store does not answer.
    /// </exception>
    public async Task RequireAsync()
    {
        if (IsFresh())
            return;
        if (_isLost || !await RenewAsync(CancellationToken.None))
            throw BatchErrors.LeaseLost(_lease.BatchId);
    }

    /// <summary>The same for who can't wait; whose thread may be the one to which what is awaited comes back.</summary>
    public void Require()
    {
        if (!IsFresh())
            Task.Run(RequireAsync).GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
        _stop.Dispose();
    }

    /// <summary>
    /// A clock that can't go back does not count the time in which the machine slept; the time of day does, but can be
    /// set. A lease that either of them says has run out counts as such.
    /// </summary>
    private bool IsFresh()
    {
        if (_isLost || _renewed is not { } renewed)
            return false;
        TimeSpan byTimeOfDay = _clock.GetUtcNow() - renewed.TimeOfDay;
        return _clock.GetElapsedTime(renewed.Timestamp) < _duration
            && byTimeOfDay >= TimeSpan.Zero && byTimeOfDay < _duration;
    }

    private async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        // Before it is sent: nobody knows how long it takes.
        var asked = new Moment(_clock.GetTimestamp(), _clock.GetUtcNow());
        bool isHeld = await _store.RenewLeaseAsync(
            _lease.BatchId, _lease.Owner, asked.TimeOfDay + _duration, cancellationToken);
        if (isHeld)
        {
            _renewed = asked;
            return true;
        }

        _isLost = true;
        await _stop.CancelAsync();
        return false;
    }

    private async Task KeepAsync()
    {
        var begun = new Moment(_clock.GetTimestamp(), _clock.GetUtcNow());
        using var timer = new PeriodicTimer(_duration / 3, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                if (await TryRenewAsync())
                    continue;
                if (_isLost || _clock.GetElapsedTime((_renewed ?? begun).Timestamp) >= _duration)
                    break;
            }

            await _stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // Disposed: the batch is done.
        }
    }

    /// <summary>A store out of reach for a moment is no reason to stop while the lease still lasts.</summary>
    private async Task<bool> TryRenewAsync()
    {
        try
        {
            return await RenewAsync(_ended.Token);
        }
        catch (TempCardException)
        {
            return false;
        }
    }

    private sealed record Moment(long Timestamp, DateTimeOffset TimeOfDay);
}
