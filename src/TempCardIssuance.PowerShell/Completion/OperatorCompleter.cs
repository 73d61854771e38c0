using System.Collections;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>Who started the latest batches.</summary>
public sealed class OperatorCompleter : SessionCompleter
{
    protected override IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop) =>
        session.Store
            .FindBatchesAsync(new BatchQuery { First = Limit }, stop)
            .Select(b => b.Operator)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => (name, $"Operator {name}"));
}
