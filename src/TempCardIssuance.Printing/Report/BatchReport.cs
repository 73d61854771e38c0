using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Printing.Report;

/// <summary>What stands in the report of a batch.</summary>
/// <param name="Batch">With its productions.</param>
/// <param name="Cards">All of its cards, in the order of the report.</param>
/// <param name="Head">Where the audit trail ended when the report was made.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Zone">By whose clock times are told.</param>
public sealed record BatchReport(
    CardBatch Batch, IReadOnlyList<ReportedCard> Cards, AuditHead Head, DateTimeOffset MadeAt, TimeZoneInfo Zone);

/// <summary>A card of a batch.</summary>
/// <param name="CardNumber">Its number.</param>
/// <param name="Card">As it is now; null: the store has it no more.</param>
/// <param name="Tries">Every production in the batch, the last one first.</param>
public sealed record ReportedCard(string CardNumber, TemporaryCard? Card, IReadOnlyList<CardProduction> Tries)
{
    /// <summary>Makes the pictures when the card is written, so that a large batch needs no memory for them.</summary>
    public Func<ReportedFace?> Face { get; init; } = () => null;
}

/// <summary>How a card looks.</summary>
/// <param name="Sides">Front first, as SVG.</param>
/// <param name="Note">What has to be said of the pictures; null: they are what was printed.</param>
public sealed record ReportedFace(IReadOnlyList<(string Name, byte[] Svg)> Sides, string? Note);
