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
    /// <param name="session">The configuration.</param>
    /// <param name="patterns">Names or wildcards.</param>
    /// <param name="mustMatch">Whether that holds for wildcards too.</param>
    public static IEnumerable<string> Find(
        IssuanceSession session, IEnumerable<string> patterns, bool mustMatch = false) => patterns
        .SelectMany(pattern =>
        {
            if (!WildcardPattern.ContainsWildcardCharacters(pattern))
                return [pattern];
            var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            string[] found = [.. session.Stations.Names.Where(name => wildcard.IsMatch(name))];
            return found.Length == 0 && mustMatch ? [pattern] : found;
        })
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
