using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>Renews the lease of a batch until disposed; tells through <see cref="Stop"/> when it was lost.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _stop;
    private readonly Task _renewing;

    private LeaseKeeper(
        ICardStore store,
        TimeProvider clock,
        TimeSpan duration,
        (string BatchId, string Owner) lease,
        CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renewing = RenewAsync(store, clock, duration, lease.BatchId, lease.Owner);
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

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
        _stop.Dispose();
    }

    private async Task RenewAsync(
        ICardStore store, TimeProvider clock, TimeSpan duration, string batchId, string owner)
    {
        DateTimeOffset until = clock.GetUtcNow() + duration;
        using var timer = new PeriodicTimer(duration / 3, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                DateTimeOffset now = clock.GetUtcNow();
                if (await TryRenewAsync(store, batchId, owner, now + duration))
                    until = now + duration;
                else if (now >= until)
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
    private async Task<bool> TryRenewAsync(ICardStore store, string batchId, string owner, DateTimeOffset until)
    {
        try
        {
            return await store.RenewLeaseAsync(batchId, owner, until, _ended.Token);
        }
        catch (TempCardException)
        {
            return false;
        }
    }
}
