using System.Collections.Concurrent;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Issuance;

/// <summary>A card to make, and which try it is.</summary>
internal sealed record CardWork(TemporaryCard Card, int Attempt);

/// <summary>All stations of a batch side by side on one queue of cards.</summary>
internal sealed class ProductionLine(
    IssuanceContext context,
    CardBatch batch,
    IReadOnlyList<CertificateProfile> profiles,
    IReadOnlyList<ProductionStation> stations,
    IProgress<IssuanceEvent> progress)
{
    /// <summary>
    /// Returns when every card is made or has failed, when no station can go on, or, once <paramref name="stop"/> is
    /// cancelled, when each station has finished the card in hand.
    /// </summary>
    public Task RunAsync(IEnumerable<CardWork> work, CancellationToken stop)
    {
        var queue = new ConcurrentQueue<CardWork>(work);
        return Task.WhenAll(stations.Select(s => StationThread.RunAsync(s.Name, () => WorkAsync(s, queue, stop))));
    }

    private async Task WorkAsync(ProductionStation station, ConcurrentQueue<CardWork> queue, CancellationToken stop)
    {
        var producer = new CardProducer(context, batch, profiles, station, progress);
        while (!stop.IsCancellationRequested && queue.TryDequeue(out CardWork? next))
        {
            try
            {
                await producer.ProduceAsync(next.Card, next.Attempt, stop);
            }
            catch (StationUnavailableException e)
            {
                queue.Enqueue(next);
                progress.Report(new StationStopped(station.Name, e.Error));
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // One station must never take the others with it, whatever it is.
            catch (Exception e)
#pragma warning restore CA1031
            {
                progress.Report(new StationStopped(station.Name, IssuanceErrors.From(e)));
                return;
            }
        }
    }
}
