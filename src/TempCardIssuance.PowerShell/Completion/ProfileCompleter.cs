using System.Collections;
using TempCardIssuance.Composition;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>Names of the configured certificate profiles.</summary>
public sealed class ProfileCompleter : SessionCompleter
{
    protected override IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop) =>
        session.Context.Settings.Profiles.Values
            .Select(p => (p.Name, $"Slot {p.Slot}, {p.KeyType}, authority {p.Authority}"))
            .ToAsyncEnumerable();
}
