using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace TempCardIssuance.Web.Visits;

/// <summary>Who is in.</summary>
/// <param name="idle">So long nobody may do nothing.</param>
/// <param name="longest">So long a session lasts at most.</param>
internal sealed class VisitBook(TimeSpan idle, TimeSpan longest)
{
    private readonly ConcurrentDictionary<string, Entry> _visits = new(StringComparer.Ordinal);

    public Visit Begin(Person person)
    {
        foreach ((string key, Entry entry) in _visits)
        {
            if (IsOver(entry))
                _visits.TryRemove(key, out _);
        }

        var visit = new Visit(person);
        _visits[Key(visit.Cookie)] = new Entry(visit);
        return visit;
    }

    /// <summary>Null: nobody was let in with that, or it is too long ago.</summary>
    public Visit? Find(string? cookie)
    {
        if (cookie is null || !_visits.TryGetValue(Key(cookie), out Entry? entry))
            return null;
        if (IsOver(entry))
        {
            End(entry.Visit);
            return null;
        }

        entry.Used = TimeProvider.System.GetTimestamp();
        return entry.Visit;
    }

    public void End(Visit visit) => _visits.TryRemove(Key(visit.Cookie), out _);

    private bool IsOver(Entry entry) => TimeProvider.System.GetElapsedTime(entry.Used) > idle
        || TimeProvider.System.GetElapsedTime(entry.Begun) > longest;

    /// <summary>Looking up a hash tells nobody by its time what a cookie begins with.</summary>
    private static string Key(string cookie) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(cookie)));

    private sealed class Entry(Visit visit)
    {
        public Visit Visit => visit;

        public long Begun { get; } = TimeProvider.System.GetTimestamp();

        public long Used { get; set; } = TimeProvider.System.GetTimestamp();
    }
}
