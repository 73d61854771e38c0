using System.Collections;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>Ids of batches, newest first.</summary>
public sealed class BatchCompleter : SessionCompleter
{
    protected override IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop) =>
        session.Store
            .FindBatchesAsync(new BatchQuery { Ids = [pattern], First = Limit }, stop)
            .Select(b => (b.Id, $"{b.State}, {b.Cards} card(s), {b.Operator}, {b.StartedAt.LocalDateTime:g}"));
}
