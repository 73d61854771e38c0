using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// Card numbers, or ids of batches, as users of PowerShell write them. Stores know <c>*</c> and <c>?</c>; sets such as
/// <c>[1-5]</c> are widened for the store and looked at again here.
/// </summary>
internal sealed partial class NumberFilter
{
    private readonly WildcardPattern[] _patterns;

    public NumberFilter(string[]? patterns)
    {
        patterns ??= [];
        Literals = [.. patterns.Where(p => !WildcardPattern.ContainsWildcardCharacters(p))];
        ForStore = [.. patterns.Select(p => Set().Replace(p, "?"))];
        StoreDecides = ForStore.SequenceEqual(patterns, StringComparer.Ordinal);
        _patterns = StoreDecides ? [] : [.. patterns.Select(p => WildcardPattern.Get(p, WildcardOptions.IgnoreCase))];
    }

    /// <summary>Numbers without wildcards.</summary>
    public IReadOnlyList<string> Literals { get; }

    public IReadOnlyList<string> ForStore { get; }

    /// <summary>Whether what the store finds needs no second look.</summary>
    public bool StoreDecides { get; }

    public bool Accepts(string number) => StoreDecides || Array.Exists(_patterns, p => p.IsMatch(number));

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Set();
}
