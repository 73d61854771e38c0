using System.Collections.Concurrent;
using TempCardIssuance.Composition;
using TempCardIssuance.Web.Words;

namespace TempCardIssuance.Web.Work;

/// <summary>A session for everybody who works here, so that the trail has the name that was verified.</summary>
/// <param name="configuration">The file; null: the one that is found as always.</param>
internal sealed class OperatorSessions(string? configuration) : IAsyncDisposable
{
    /// <summary>Of the user that started the page.</summary>
    private const string Own = "";

    private readonly ConcurrentDictionary<string, Lazy<IssuanceSession>> _sessions = new(StringComparer.Ordinal);

    /// <param name="name">Null: the user that started the page.</param>
    public IssuanceSession Of(string? name) => _sessions
        .GetOrAdd(name ?? Own, key => new Lazy<IssuanceSession>(() => IssuanceSession.Open(
            configuration, operatorName: key.Length == 0 ? null : key, words: PageWords.Operations)))
        .Value;

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<IssuanceSession> session in _sessions.Values.Where(s => s.IsValueCreated))
            await session.Value.DisposeAsync();
    }
}
