using System.Management.Automation;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// What several searches, one after the other, write of all that they find: -Skip and -First count over all of them,
/// and nothing is written twice.
/// </summary>
internal sealed class Page(PagingParameters paging)
{
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);
    private ulong _skip = paging.Skip;
    private ulong _left = paging.First;

    public bool IsFull => _left == 0;

    /// <summary>Whether what was found is to be written.</summary>
    /// <param name="key">What tells it from all others; null where it can't have been found before.</param>
    public bool Takes(string? key)
    {
        if (IsFull || (key is not null && !_found.Add(key)))
            return false;
        if (_skip > 0)
        {
            _skip--;
            return false;
        }

        _left--;
        return true;
    }
}
