using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>Has the face of a card printed at one station, and keeps the printer's job on record meanwhile.</summary>
/// <param name="station">Where.</param>
/// <param name="recorder">Keeps the job.</param>
/// <param name="progress">Is told what the printer wants, and of a card to be looked at.</param>
internal sealed class FacePrinting(
    ProductionStation station, ProductionRecorder recorder, IProgress<IssuanceEvent> progress)
{
    public async Task<PrintedFace> PrintAsync(
        CardProduction production, IReadOnlyDictionary<string, string> values, CancellationToken stop)
    {
        progress.Report(new CardStep(station.Name, production.CardNumber, new ChipStep("print")));
        var face = new CardFace
        {
            CardNumber = production.CardNumber,
            Attempt = production.Attempt,
            Station = station.Name,
            Values = values,
        };
        var watch = new PrintWatch(
            job => recorder.KeepPrintJobAsync(production, job),
            message => progress.Report(new OperatorWanted(station.Name, production.CardNumber, message)));
        PrintedFace printed = await station.Printer!.PrintAsync(face, watch, stop);
        if (printed.NeedsLook is { } why)
        {
            progress.Report(new OperatorWanted(
                station.Name, production.CardNumber, why, "Look at the card before you complete the batch."));
        }

        return printed;
    }
}
