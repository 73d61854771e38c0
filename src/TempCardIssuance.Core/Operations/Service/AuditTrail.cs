using System.Text.Encodings.Web;
using System.Text.Json;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>
/// The audit trail as a whole: whether it is still what was recorded, and a copy of it to keep elsewhere.
/// </summary>
public sealed class AuditTrail(ICardStore store)
{
    // The output is no HTML: names stay readable in any script.
    private static readonly AuditJson Json = new(
        new JsonSerializerOptions(AuditJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>
    /// Reads the trail from its first event and finds all that was changed, removed or inserted; then compares all cards,
    /// batches, productions and certificates with it, and with each other.
    /// </summary>
    /// <remarks>
    /// The chain has no key: whoever can write to the store, and knows how, can compute a whole new trail with a head
    /// that fits. That shows only against a head, or a copy, that was kept elsewhere.
    /// </remarks>
    public async Task<AuditReport> VerifyAsync(CancellationToken cancellationToken)
    {
        // Others may write meanwhile: what is there now must be found, what comes after the end must not.
        AuditHead before = await store.GetAuditHeadAsync(cancellationToken);
        var inspection = new AuditInspection(before, await store.GetAuditDaysAsync(cancellationToken));
        await foreach (AuditEvent entry in store.ReadAuditAsync(new AuditQuery(), cancellationToken))
            inspection.Look(entry);
        AuditReport report = inspection.End(await store.GetAuditHeadAsync(cancellationToken));
        return report with { Disagreements = await CompareAsync(cancellationToken) };
    }

    private async Task<IReadOnlyList<AuditDisagreement>> CompareAsync(CancellationToken cancellationToken)
    {
        var found = new List<AuditDisagreement>();
        await foreach (BatchRecord batch in store.ReadBatchRecordsAsync(cancellationToken))
        {
            if (BatchComparison.Find(batch) is { } disagreement)
                found.Add(disagreement);
        }

        await foreach (CardRecord card in store.ReadCardRecordsAsync(cancellationToken))
            found.AddRange(CardComparison.Find(card));
        return found;
    }

    /// <summary>Writes events as JSON lines, with sequence and hash, so that anybody can check them.</summary>
    /// <returns>How many were written.</returns>
    public async Task<long> ExportAsync(AuditQuery query, TextWriter output, CancellationToken cancellationToken)
    {
        long written = 0;
        await foreach (AuditEvent entry in store.ReadAuditAsync(query, cancellationToken))
        {
            await output.WriteAsync(JsonSerializer.Serialize(entry, Json.AuditEvent));
            await output.WriteAsync('\n');
            written++;
        }

        return written;
    }
}
