using System.Collections;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>Ids of batches, newest first.</summary>
public class BatchCompleter : SessionCompleter
{
    /// <summary>The states a batch may be in; empty: any.</summary>
    protected virtual IReadOnlyList<BatchState> States => [];

    protected override IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop) =>
        session.Store
            .FindBatchesAsync(new BatchQuery { Ids = [pattern], States = States, First = Limit }, stop)
            .Select(b => (b.Id, $"{b.State}, {b.Cards} card(s), {b.Operator}, {b.StartedAt.LocalDateTime:g}"));
}

/// <summary>Batches that can be completed or repeated.</summary>
public sealed class ProducedBatchCompleter : BatchCompleter
{
    protected override IReadOnlyList<BatchState> States => [BatchState.Produced];
}

/// <summary>Batches that can be resumed.</summary>
public sealed class InterruptedBatchCompleter : BatchCompleter
{
    protected override IReadOnlyList<BatchState> States => [BatchState.Interrupted];
}

/// <summary>Batches that can be joined.</summary>
public sealed class ProducingBatchCompleter : BatchCompleter
{
    protected override IReadOnlyList<BatchState> States => [BatchState.Producing, BatchState.Queued];
}

/// <summary>Batches that can be cancelled.</summary>
public sealed class OpenBatchCompleter : BatchCompleter
{
    protected override IReadOnlyList<BatchState> States =>
        [BatchState.Produced, BatchState.Interrupted, BatchState.Queued];
}
