using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>Renews the lease of a batch until disposed; tells through <see cref="Stop"/> when it was lost.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _stop;
    private readonly Task _renewing;

    private LeaseKeeper(IssuanceContext context, string batchId, string owner, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renewing = RenewAsync(context, batchId, owner);
    }

    /// <summary>A name for this process that no other process has had.</summary>
    public static string NewOwner() => $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Cancelled when the operator stops, or when the lease is lost.</summary>
    public CancellationToken Stop => _stop.Token;

    public static LeaseKeeper Start(
        IssuanceContext context, string batchId, string owner, CancellationToken cancellationToken) =>
        new(context, batchId, owner, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
        _stop.Dispose();
    }

    private async Task RenewAsync(IssuanceContext context, string batchId, string owner)
    {
        TimeSpan duration = context.Settings.LeaseDuration;
        DateTimeOffset until = context.Now + duration;
        using var timer = new PeriodicTimer(duration / 3, context.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                DateTimeOffset now = context.Now;
                if (await TryRenewAsync(context.Store, batchId, owner, now + duration))
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
