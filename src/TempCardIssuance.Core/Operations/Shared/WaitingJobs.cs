using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>
/// Takes back what still waits at printers for productions that are over: it would come out on a body that is meant for
/// another card.
/// </summary>
internal sealed class WaitingJobs(IStationCatalog stations)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="productions">Those that are over; null stands for none.</param>
    /// <param name="progress">Is told of what may come out yet.</param>
    public async Task TakeBackAsync(IEnumerable<CardProduction?> productions, IProgress<IssuanceEvent> progress)
    {
        foreach (CardProduction production in productions.OfType<CardProduction>())
        {
            if (production.PrintJob is { } job && await TakeBackAsync(production.Station, job) is { } why)
            {
                progress.Report(new OperatorWanted(
                    production.Station,
                    production.CardNumber,
                    $"The print job {job} could not be taken back: {why}",
                    "See that it is cancelled in the printer's queue, or it comes out on another body."));
            }
        }
    }

    private async Task<string?> TakeBackAsync(string station, string job)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await using ProductionStation open = stations.Open(station);
            return open.Printer is null
                ? "the station has no printer any more."
                : await open.Printer.TakeBackAsync(job, limit.Token);
        }
        catch (TempCardException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException)
        {
            return "the printer does not answer.";
        }
    }
}
