using TempCardIssuance.Core.Errors;
using TempCardIssuance.Web.Words;

namespace TempCardIssuance.Web.Visits;

/// <summary>
/// What was entered and is not done yet, by a key that stands in the address: so reload and back show the same, and
/// two tabs have one each. Those that nobody has looked at for longest go where there are too many.
/// </summary>
internal sealed class Drafts
{
    private const int Max = 200;

    private readonly Lock _gate = new();

    /// <summary>Those that were used last are the last ones.</summary>
    private readonly OrderedDictionary<string, object> _drafts = new(StringComparer.Ordinal);

    /// <summary>Keeps one; gives its key.</summary>
    /// <param name="draft">What was entered.</param>
    /// <param name="most">How many of its kind are kept.</param>
    public string Add(object draft, int most = Max)
    {
        string key = Guid.NewGuid().ToString("N")[..12];
        lock (_gate)
        {
            _drafts.Add(key, draft);
            List<string> alike = [.. _drafts.Where(d => d.Value.GetType() == draft.GetType()).Select(d => d.Key)];
            if (alike.Count > most)
                _drafts.Remove(alike[0]);
            if (_drafts.Count > Max)
                _drafts.RemoveAt(0);
        }

        return key;
    }

    /// <summary>Null: there is none of this kind any more.</summary>
    public T? Find<T>(string? key)
        where T : class
    {
        if (key is null)
            return null;
        lock (_gate)
        {
            if (!_drafts.Remove(key, out object? draft))
                return null;
            _drafts.Add(key, draft);
            return draft as T;
        }
    }

    /// <summary>For who sends what was shown, and is told if it is not kept any more.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.UsageInvalid"/>: there is none.</exception>
    public T Require<T>(string? key)
        where T : class => Find<T>(key)
        ?? throw new TempCardException(ErrorIds.UsageInvalid, ErrorKind.InvalidArgument, Texts.NotKept, Texts.NotKeptRemedy);

    /// <summary>Puts another in its place; a draft itself never changes.</summary>
    public void Replace(string key, object draft)
    {
        lock (_gate)
        {
            if (_drafts.ContainsKey(key))
                _drafts[key] = draft;
        }
    }
}
