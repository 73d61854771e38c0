using System.Globalization;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Output;

/// <summary>A station and what is in it.</summary>
internal sealed record StationRow(StationStatus Station, string? Printer);

/// <summary>What an operation would do.</summary>
internal sealed record OperationPreview(string Operation, string Description);

/// <summary>The results that commands give, each in both of its forms.</summary>
internal static class Results
{
    private static readonly Column<TemporaryCard>[] CardColumns =
    [
        new("CARD", c => c.CardNumber),
        new("STATE", c => c.State.ToString()),
        new("SITE", c => c.Site),
        new("REQUESTED BY", c => c.RequestedBy) { IsSpare = true },
        new("PRIORITY", c => Number(c.Priority)) { IsSpare = true },
        new("REQUESTED", c => Time(c.RequestedAt)),
        new("BATCH", c => c.BatchId),
        new("UNTIL", c => Until(c) is { } until ? Time(until) : null),
        new("HOLDER", c => c.Holder),
    ];

    private static readonly Column<CardBatch>[] BatchColumns =
    [
        new("BATCH", b => b.Id),
        new("STATE", b => b.State.ToString()),
        new("OPERATOR", b => b.Operator),
        new("STARTED", b => Time(b.StartedAt)),
        new("CARDS", b => Number(b.Cards)),
        new("TO MAKE", b => Number(b.InProduction)),
        new("UNASSIGNED", b => Number(b.Unassigned)),
        new("FAILED", b => Number(b.Failed)),
    ];

    /// <summary>What is locked, given up or back can't be used until any time.</summary>
    private static DateTimeOffset? Until(TemporaryCard card) =>
        card.State is CardState.Locked or CardState.Revoked or CardState.Returned
            ? null
            : card.EndsAt ?? card.ValidUntil;

    public static void Cards(this CommandOutput output, IReadOnlyList<TemporaryCard> cards) =>
        output.Result(
            cards,
            shapes => shapes.IReadOnlyListTemporaryCard,
            text => text.Table(cards, "No cards.", CardColumns));

    /// <summary>Cards that a command has changed; why it changed none has been told.</summary>
    public static void Changed(this CommandOutput output, IReadOnlyList<TemporaryCard> cards) =>
        output.Result(
            cards,
            shapes => shapes.IReadOnlyListTemporaryCard,
            text =>
            {
                if (cards.Count > 0)
                    text.Table(cards, "", CardColumns);
            });

    /// <summary>Cards while they are found.</summary>
    public static Task CardsAsync(this CommandOutput output, IAsyncEnumerable<TemporaryCard> cards) =>
        output.ResultsAsync(
            cards, shapes => shapes.TemporaryCard, (text, found) => text.TableAsync(found, "No cards.", CardColumns));

    public static void Batches(this CommandOutput output, IReadOnlyList<CardBatch> batches) => output.Result(
        batches,
        shapes => shapes.IReadOnlyListCardBatch,
        text => text.Table(batches, "No batches.", BatchColumns));

    /// <summary>Batches while they are found.</summary>
    public static Task BatchesAsync(this CommandOutput output, IAsyncEnumerable<CardBatch> batches) =>
        output.ResultsAsync(
            batches,
            shapes => shapes.CardBatch,
            (text, found) => text.TableAsync(found, "No batches.", BatchColumns));

    /// <summary>Batches with all their productions, one after the other.</summary>
    public static Task BatchesInFullAsync(this CommandOutput output, IAsyncEnumerable<CardBatch> batches) =>
        output.ResultsAsync(batches, shapes => shapes.CardBatch, async (text, found) =>
        {
            await foreach (CardBatch batch in found)
                text.Batch(batch, batch.Productions);
        });

    /// <summary>The batch that a command changed; as text only with what is not in order.</summary>
    public static void Batch(this CommandOutput output, CardBatch batch) => output.Result(
        batch,
        shapes => shapes.CardBatch,
        text =>
        {
            IEnumerable<CardProduction> last = batch.Productions
                .GroupBy(p => p.CardNumber, CardNumber.Comparer)
                .Select(g => g.MaxBy(p => p.Attempt)!);
            text.Batch(batch, [.. last.Where(p => batch.IsOpen && p.State != ProductionState.Succeeded)]);
            foreach (Remedy step in BatchWords.NextSteps(batch))
                text.Line(step);
        });

    /// <summary>What a batch would be; nothing was done.</summary>
    public static void Plan(this CommandOutput output, PlannedIssue planned) => output.Result(
        planned.Plan,
        shapes => shapes.IssuancePlan,
        text => text.Line(planned.Operation.Description));

    /// <summary>What an operation would do; nothing was done.</summary>
    public static void Preview(this CommandOutput output, Operation operation, string description) => output.Result(
        new OperationPreview(operation.Name, description),
        shapes => shapes.OperationPreview,
        text =>
        {
            if (description.Length > 0)
                text.Line(description);
        });

    public static Task HistoryAsync(this CommandOutput output, IAsyncEnumerable<AuditEvent> events) =>
        output.ResultsAsync(events, shapes => shapes.AuditEvent, (text, found) => text.TableAsync(
            found,
            "Nothing.",
            new("TIME", e => Time(e.At)),
            new("EVENT", e => e.Kind),
            new("CARD", e => e.CardNumber),
            new("OPERATOR", e => e.Operator),
            new("BATCH", e => e.BatchId),
            new("STATION", e => e.Station),
            new("ERROR", e => e.ErrorId),
            new("DETAIL", e => e.Detail)));

    public static Task CertificatesAsync(this CommandOutput output, IAsyncEnumerable<CardCertificate> certificates) =>
        output.ResultsAsync(certificates, shapes => shapes.CardCertificate, (text, found) => text.TableAsync(
            found,
            "No certificates.",
            new("CARD", c => c.CardNumber),
            new("BATCH", c => c.BatchId),
            new("SLOT", c => c.Slot),
            new("AUTHORITY", c => c.Authority),
            new("SERIAL", c => c.SerialNumber),
            new("UNTIL", c => Time(c.NotAfter)),
            new("STATE", c => c.State.ToString()),
            new("ATTESTED", c => c.IsAttested ? "yes" : null),
            new("PROBLEM", c => c.RevocationError)));

    public static Task MappingsAsync(this CommandOutput output, IAsyncEnumerable<CardIdentityMapping> mappings) =>
        output.ResultsAsync(mappings, shapes => shapes.CardIdentityMapping, (text, found) => text.TableAsync(
            found,
            "No certificates.",
            new("CARD", m => m.CardNumber),
            new("SLOT", m => m.Slot),
            new("STATE", m => m.State.ToString()),
            new("ALTSECURITYIDENTITIES", m => m.X509IssuerSerialNumber)));

    public static void AuditReport(this CommandOutput output, AuditReport report) => output.Result(
        report,
        shapes => shapes.AuditReport,
        text =>
        {
            foreach (AuditFinding finding in report.Findings)
                text.Line(finding.Message);
            foreach (AuditDisagreement disagreement in report.Disagreements)
                text.Line(disagreement.Message);
            text.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Events} events, {(report.IsIntact ? "intact" : "NOT INTACT")}; "
                + $"cards, batches and authorities {(report.IsAgreed ? "agree" : "DO NOT AGREE")}."));
            if (report.FullyCoveredFrom is not 1 && report.Events > 0)
            {
                text.Line(report.FullyCoveredFrom is { } from
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"From event {from} on, the chain also covers the account of the database.")
                    : "The chain does not cover the account of the database yet; it does for new events.");
            }

            text.Line(string.Create(
                CultureInfo.InvariantCulture, $"Head: event {report.Head.Sequence}, {report.Head.Hash}"));
        });

    public static void Unsettled(this CommandOutput output, IReadOnlyList<UnsettledCertificate> unsettled) =>
        output.Result(
            unsettled,
            shapes => shapes.IReadOnlyListUnsettledCertificate,
            text => text.Table(
                unsettled,
                "Nothing is unsettled.",
                new("PRODUCTION", u => u.ProductionId),
                new("AUTHORITY", u => u.Authority),
                new("PROFILE", u => u.Profile),
                new("REQUEST", u => u.RequestId),
                new("SINCE", u => u.Since is { } since ? Time(since) : null)));

    public static void Settlements(this CommandOutput output, IReadOnlyList<Settlement> settled) => output.Result(
        settled,
        shapes => shapes.IReadOnlyListSettlement,
        text => text.Table(
            settled,
            "No authorities.",
            new("AUTHORITY", s => s.Authority),
            new("STORE WENT BACK", s => s.StoreWentBack ? "yes" : "no"),
            new("AUTHORITY WENT BACK", s => s.AuthorityWentBack ? "yes" : "no"),
            new("REVOKED", s => Number(s.Revoked)),
            new("NEVER USED AGAIN", s => string.Join(' ', s.Reserved))));

    public static void StoreHealth(this CommandOutput output, StoreHealth health) => output.Result(
        health,
        shapes => shapes.StoreHealth,
        text =>
        {
            foreach (string problem in health.Problems)
                text.Line(problem);
            text.Line($"{health.Store}: {(health.IsSound ? "sound" : "NOT SOUND")}, schema {health.Schema}.");
            if (health.TimeZones.Count > 0)
                text.Line($"Days end by the clock of {string.Join(", ", health.TimeZones)}.");
        });

    public static void TimeZone(this CommandOutput output, StoreTimeZone zone) => output.Result(
        zone,
        shapes => shapes.StoreTimeZone,
        text => text.Line(
            $"New cards{(zone.Site is null ? "" : $" of {zone.Site}")} end by the clock of {zone.TimeZone}."));

    public static void StoreRestore(this CommandOutput output, StoreRestore restore) => output.Result(
        restore,
        shapes => shapes.StoreRestore,
        text =>
        {
            text.Line($"The store {restore.Store} was put back from {restore.Backup}.");
            if (restore.KeptAs is { } kept)
                text.Line($"What it was is kept as {kept}; {StoreWords.Lost(restore)}.");
        });

    public static void StoreCopy(this CommandOutput output, StoreCopy copy) => output.Result(
        copy,
        shapes => shapes.StoreCopy,
        text =>
        {
            text.Line($"All of the store {copy.Store} is in {copy.Destination} too, and the same there:");
            text.Table(
                [.. copy.Rows],
                "Nothing.",
                new("TABLE", row => row.Key),
                new("ROWS", row => row.Value.ToString(CultureInfo.InvariantCulture)));
        });

    public static void Stations(this CommandOutput output, IReadOnlyList<StationRow> stations) => output.Result(
        stations,
        shapes => shapes.IReadOnlyListStationRow,
        text => text.Table(
            stations,
            "No stations.",
            new("STATION", s => s.Station.Name),
            new("READER", s => s.Station.Reader),
            new("READY", s => s.Station.Ready ? "yes" : "no"),
            new("CARD", s => s.Station.CardPresent ? s.Station.CardKind : "none"),
            new("PRINTER", s => s.Printer),
            new("PROBLEM", s => s.Station.Problem)));

    public static void Checks(this CommandOutput output, IReadOnlyList<Readiness> checks) => output.Result(
        checks,
        shapes => shapes.IReadOnlyListReadiness,
        text => text.Table(
            checks,
            "Nothing to check.",
            new("PART", c => c.Part),
            new("NAME", c => c.Name),
            new("READY", c => c.Ready ? "yes" : "no"),
            new("PROBLEM", c => c.Problem),
            new("REMEDY", c => c.Remedy),
            new("ENDS", c => c.Ends)));

    private static void Batch(this TextOutput text, CardBatch batch, IReadOnlyList<CardProduction> productions)
    {
        text.Line(BatchWords.Summary(batch));
        foreach (string line in batch.Options.ToLines())
            text.Line($"  {line}");
        if (productions.Count == 0)
            return;
        text.Table(
            productions,
            "",
            new("CARD", p => p.CardNumber),
            new("TRY", p => Number(p.Attempt)),
            new("STATION", p => p.Station),
            new("STATE", p => p.State.ToString()),
            new("BODY", p => p.BodyId),
            new("CERTIFICATES", p => string.Join(' ', p.Certificates.Select(c => $"{c.Slot}:{c.State}{(c.IsAttested ? ",attested" : "")}"))),
            new("PROBLEM", p => p.SpoiledReason ?? p.Message));
    }

    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Time(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
