using System.Collections;
using TempCardIssuance.Composition;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>Names of the configured stations.</summary>
public sealed class StationCompleter : SessionCompleter
{
    protected override IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop) =>
        session.Stations.Names.Select(name => (name, $"Station {name}")).ToAsyncEnumerable();
}
