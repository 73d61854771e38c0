using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A printer that can't print costs one body and not all of them.</summary>
public sealed class PrinterHaltTests
{
    [ToolFact("rsvg-convert", "sh")]
    public async Task A_printer_without_ribbon_stops_its_station_after_one_card()
    {
        await using Workshop workshop = Command("exit 66");
        // What it waits for the printer is over once it was told.
        workshop.Watcher = told => workshop.Clock.Haste = told is OperatorWanted ? 100 : workshop.Clock.Haste;

        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(3));

        Assert.Equal((1, 2), (batch.Failed, batch.InProduction));
        Assert.Equal(ErrorIds.PrinterEmpty, Assert.Single(batch.Productions).ErrorId);
        Assert.Equal(ErrorIds.PrinterEmpty, Assert.Single(workshop.Events<StationStopped>()).Error.ErrorId);
        Assert.Equal(CardState.Failed, await workshop.StateAsync("T-00001"));
    }

    [ToolFact("rsvg-convert", "sh")]
    public async Task Programs_print_the_cards_of_a_batch()
    {
        await using Workshop workshop = Command("echo \"$TEMPCARD_STATION/$TEMPCARD_CARD/$TEMPCARD_ATTEMPT\"");

        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(2));

        Assert.Equal(
            ["desk-1/T-00001/1", "desk-1/T-00002/1"],
            batch.Productions.Select(p => Assert.Single(p.Faces)).Order(StringComparer.Ordinal));
    }

    internal static Workshop Command(string script) => new(
        "- { name: desk-1, reader: virtual, cards: 10, printer: kit }",
        ("printers:\n", $"printers:\n  kit: {{ driver: command, print: [sh, -c, '{script}', sh, '{{document}}'], timeOutSeconds: 3600 }}\n"));
}
