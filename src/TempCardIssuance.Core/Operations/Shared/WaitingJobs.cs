using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>
/// Takes back what still waits at printers for productions that are over: it would come out on a body that is meant for
/// another card. That is done before the end of a production is put on record: if this process dies in between, whoever
/// comes next does it again.
/// </summary>
internal sealed class WaitingJobs(IStationCatalog stations, TimeProvider clock)
{
    /// <summary>Less than a lease lasts, as nobody renews it meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="productions">Those that are over, or about to be; null stands for none.</param>
    /// <param name="progress">Is told of what may come out yet.</param>
    /// <param name="cancellationToken">Ends it; some jobs may have been taken back then.</param>
    public async Task TakeBackAsync(
        IEnumerable<CardProduction?> productions,
        IProgress<IssuanceEvent> progress,
        CancellationToken cancellationToken)
    {
        IEnumerable<Task<IReadOnlyList<OperatorWanted>>> all = productions
            .OfType<CardProduction>()
            .Where(MayWait)
            .GroupBy(p => p.Station, StringComparer.OrdinalIgnoreCase)
            .Select(group => TakeBackAsync(group.Key, [.. group], cancellationToken));
        foreach (OperatorWanted left in (await Task.WhenAll(all)).SelectMany(events => events))
            progress.Report(left);
    }

    /// <summary>Of a face that is on record and needs no look the printer has said that it came out.</summary>
    private static bool MayWait(CardProduction production) =>
        production.PrintJob is not null && (production.NeedsLook || production.Faces.Count == 0);

    /// <summary>A printer that does not answer for one job is not waited for again.</summary>
    private async Task<IReadOnlyList<OperatorWanted>> TakeBackAsync(
        string station, IReadOnlyList<CardProduction> productions, CancellationToken cancellationToken)
    {
        var left = new List<OperatorWanted>();
        string? silence = null;
        foreach (CardProduction production in productions)
        {
            string job = production.PrintJob!;
            string? why = silence;
            if (why is null)
                (why, silence) = await TryAsync(station, job, cancellationToken);
            if (why is null)
                continue;
            left.Add(new OperatorWanted(
                station,
                production.CardNumber,
                $"The print job {job} could not be taken back: {why}",
                "See that it is cancelled in the printer's queue, or it comes out on another body."));
        }

        return left;
    }

    /// <returns>Why the job may come out yet, and whether that goes for all others too.</returns>
    private async Task<(string? Why, string? Silence)> TryAsync(
        string station, string job, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        string silence;
        try
        {
            if (stations.PrinterOf(station) is { } printer)
                return (await printer.TakeBackAsync(job, limit.Token), null);
            silence = "the station has no printer any more.";
        }
        catch (TempCardException e)
        {
            silence = e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            silence = "the printer does not answer.";
        }

        return (silence, silence);
    }
}
