using System.Collections.Concurrent;

namespace TempCardIssuance.Web.Visits;

/// <summary>
/// What was entered and is not done yet, by a key that stands in the address: so reload and back show the same, and
/// two tabs have one each. The oldest go where there are too many.
/// </summary>
internal sealed class Drafts
{
    private const int Max = 200;

    private readonly ConcurrentDictionary<string, object> _drafts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Keeps one; gives its key.</summary>
    public string Add(object draft)
    {
        string key = Guid.NewGuid().ToString("N")[..12];
        _drafts[key] = draft;
        _order.Enqueue(key);
        if (_order.Count > Max && _order.TryDequeue(out string? oldest))
            _drafts.TryRemove(oldest, out _);
        return key;
    }

    /// <summary>Null: there is none of this kind any more.</summary>
    public T? Find<T>(string? key)
        where T : class => key is null ? null : _drafts.GetValueOrDefault(key) as T;

    /// <summary>Puts another in its place; a draft itself never changes.</summary>
    public void Replace(string key, object draft)
    {
        if (_drafts.ContainsKey(key))
            _drafts[key] = draft;
    }
}
