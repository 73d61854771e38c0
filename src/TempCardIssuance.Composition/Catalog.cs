namespace TempCardIssuance.Composition;

/// <summary>
/// Things of a configuration that are made when they are first asked for, one for each name. What could not be made is
/// tried again: the operator may have corrected what was wrong.
/// </summary>
internal sealed class Catalog<T>(Func<string, T> make)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, T> _made = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All that were made.</summary>
    public IReadOnlyCollection<T> Made
    {
        get
        {
            lock (_lock)
                return [.. _made.Values];
        }
    }

    public T Get(string name)
    {
        lock (_lock)
        {
            if (!_made.TryGetValue(name, out T? value))
                _made.Add(name, value = make(name));
            return value;
        }
    }
}
