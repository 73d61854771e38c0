using System.Collections;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Audit;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>The kinds of event in the audit trail.</summary>
public sealed class EventKindCompleter : SessionCompleter
{
    protected override IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop) =>
        AuditKinds.All.Select(kind => (kind, $"Event {kind}")).ToAsyncEnumerable();
}
