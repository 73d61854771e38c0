using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>Compares what a store has of a batch with its audit trail.</summary>
internal static class BatchComparison
{
    public static AuditDisagreement? Find(BatchRecord record)
    {
        BatchState? state = null;
        foreach (AuditEvent entry in record.Events)
            state = After(entry.Kind) ?? state;
        // Interrupted is not stored.
        BatchState? stored = record.State == BatchState.Interrupted ? BatchState.Producing : record.State;
        string? message = (stored, state) switch
        {
            (null, _) => $"By the trail there is a batch {record.BatchId}; the store has none.",
            (_, null) => $"Batch {record.BatchId} is {record.State}; the trail does not know it.",
            _ when stored != state => $"Batch {record.BatchId} is {record.State}; by the trail it is {state}.",
            _ => null,
        };
        return message is null ? null : new AuditDisagreement(AuditSubject.Batch, record.BatchId, message);
    }

    private static BatchState? After(string kind) => kind switch
    {
        AuditKinds.BatchOpened or AuditKinds.BatchJoined or AuditKinds.RepeatRequested => BatchState.Producing,
        AuditKinds.BatchQueued => BatchState.Queued,
        AuditKinds.BatchProduced => BatchState.Produced,
        AuditKinds.BatchCompleted => BatchState.Completed,
        AuditKinds.BatchCancelled => BatchState.Cancelled,
        _ => null,
    };
}
