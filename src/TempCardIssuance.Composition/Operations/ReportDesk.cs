using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Report;

namespace TempCardIssuance.Composition.Operations;

/// <summary>What to report, and where to.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Path">The HTML file, full path.</param>
public sealed record ReportRequest(string BatchId, string Path)
{
    /// <summary>Whether a file that is there is replaced.</summary>
    public bool Replace { get; init; }

    /// <summary>Whether the report is opened.</summary>
    public bool Open { get; init; }
}

/// <summary>A report that was written.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Path">The file.</param>
/// <param name="Cards">How many cards it has.</param>
/// <param name="Head">Where the audit trail ended, as the report says too.</param>
public sealed record WrittenReport(string BatchId, string Path, int Cards, AuditHead Head);

/// <summary>Writes reports of batches that people look at.</summary>
public sealed class ReportDesk
{
    private readonly ICardStore _store;
    private readonly PrintedFaces _faces;
    private readonly TimeProvider _clock;

    internal ReportDesk(ICardStore store, PrintedFaces faces, TimeProvider clock)
    {
        _store = store;
        _faces = faces;
        _clock = clock;
    }

    /// <summary>Writes one HTML file with all that is to be seen of a batch; it changes nothing else.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BatchNotFound"/>, <see cref="ErrorIds.FileNotUsable"/>.
    /// </exception>
    public async Task<WrittenReport> WriteAsync(ReportRequest request, CancellationToken stop)
    {
        CardBatch batch = await _store.RequireBatchAsync(request.BatchId, withProductions: true, stop);
        var calendar = CardCalendar.Of(await _store.GetTimeZonesAsync(stop));
        var report = new BatchReport(
            batch,
            await CardsAsync(batch, calendar, stop),
            await _store.GetAuditHeadAsync(stop),
            _clock.GetUtcNow(),
            calendar.Zone);
        await ResultFile.WriteAsync(
            request.Path, request.Replace, stream => ReportWriter.WriteAsync(report, stream, stop));
        if (request.Open)
            ResultFile.Show(request.Path);
        return new WrittenReport(batch.Id, request.Path, report.Cards.Count, report.Head);
    }

    /// <summary>
    /// Those that were made, and those that wait for it; of cards that went back the productions tell.
    /// </summary>
    private async Task<IReadOnlyList<ReportedCard>> CardsAsync(
        CardBatch batch, CardCalendar calendar, CancellationToken stop)
    {
        ILookup<string, CardProduction> tries = batch.Productions.ToLookup(p => p.CardNumber, CardNumber.Comparer);
        var held = new Dictionary<string, TemporaryCard>(CardNumber.Comparer);
        await foreach (TemporaryCard card in _store.FindCardsAsync(new CardQuery { BatchId = batch.Id }, stop))
            held[card.CardNumber] = card;
        var cards = new List<ReportedCard>();
        IEnumerable<string> numbers = tries.Select(t => t.Key).Union(held.Keys, CardNumber.Comparer);
        foreach (string number in numbers.Order(StringComparer.OrdinalIgnoreCase))
        {
            TemporaryCard? card = held.GetValueOrDefault(number) ?? await _store.GetCardAsync(number, stop);
            CardProduction[] own = [.. tries[number].OrderByDescending(p => p.Attempt)];
            cards.Add(new ReportedCard(number, card, own)
            {
                Face = () => own.Length > 0 ? _faces.Of(batch, own, card, calendar) : null,
            });
        }

        return cards;
    }
}
