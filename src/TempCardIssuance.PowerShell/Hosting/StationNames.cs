using System.Management.Automation;
using TempCardIssuance.Composition;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>Finds stations by name or wildcard.</summary>
internal static class StationNames
{
    /// <summary>
    /// The configured stations that match; a name without wildcards is given as it is, so that opening it tells if
    /// there is none.
    /// </summary>
    public static IEnumerable<string> Find(IssuanceSession session, IEnumerable<string> patterns) => patterns
        .SelectMany(pattern =>
        {
            if (!WildcardPattern.ContainsWildcardCharacters(pattern))
                return [pattern];
            var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            return session.Stations.Names.Where(name => wildcard.IsMatch(name));
        })
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
