using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>The stations of this process side by side on the cards of a batch.</summary>
internal sealed class ProductionLine(
    IssuanceContext context,
    BatchJob job,
    IReadOnlyList<ProductionStation> stations,
    IProgress<IssuanceEvent> progress)
{
    /// <summary>
    /// Returns when every card is made or has failed, when no station can go on, or, once <paramref name="stop"/> is
    /// cancelled, when each station has finished the card in hand.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var queue = new WorkQueue(context, job, progress);
        using var gate = new AuthorityGate(context);
        await Task.WhenAll(stations.Select(
            s => StationThread.RunAsync(s.Name, () => WorkAsync(s, queue, gate, stop))));
    }

    private async Task WorkAsync(
        ProductionStation station, WorkQueue queue, AuthorityGate gate, CancellationToken stop)
    {
        var producer = new CardProducer(context, job, station, gate, queue, progress);
        try
        {
            while (!stop.IsCancellationRequested && await queue.TakeAsync(stop) is { } next)
            {
                await MakeAsync(producer, queue, next, stop);
                if (producer.Halt is not { } halt)
                    continue;
                progress.Report(new StationStopped(station.Name, halt));
                return;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The operator, or the loss of the lease, ends the work.
        }
        catch (StationUnavailableException e)
        {
            progress.Report(new StationStopped(station.Name, e.Error));
        }
#pragma warning disable CA1031 // One station must never take the others with it, whatever it is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            progress.Report(new StationStopped(station.Name, IssuanceErrors.From(e)));
        }
    }

    private static async Task MakeAsync(
        CardProducer producer, WorkQueue queue, WorkInHand hand, CancellationToken stop)
    {
        try
        {
            await producer.ProduceAsync(hand, stop);
        }
        catch (Exception e) when (e is StationUnavailableException or OperationCanceledException)
        {
            await queue.PutBackAsync(hand);
            throw;
        }
        finally
        {
            await queue.CloseAsync(hand);
        }
    }
}
