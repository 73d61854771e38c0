using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace TempCardIssuance.Web.Visits;

/// <summary>A browser that was let in, until it leaves or the page ends.</summary>
/// <param name="person">Whom it was let in for.</param>
internal sealed class Visit(Person person)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _done = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>How many forms are remembered.</summary>
    private const int MaxForms = 1000;

    public Person Person => person;

    /// <summary>What was entered and is not done yet.</summary>
    public Drafts Drafts { get; } = new();

    /// <summary>What the cookie says.</summary>
    public string Cookie { get; } = Secret();

    /// <summary>What every form has to bring along, which no other site can know.</summary>
    public string FormToken { get; } = Secret();

    /// <summary>A key for a form, so that it is sent once however often it is clicked.</summary>
    public static string NewKey() => Secret();

    public bool IsFormToken(string? text) => IsSame(FormToken, text);

    /// <summary>Does what a form asks for, once; who sends it again gets where the first one led to.</summary>
    /// <param name="key">The key of the form.</param>
    /// <param name="work">Gives where to go then. If it throws, the form can be sent again.</param>
    public async Task<string> OnceAsync(string key, Func<Task<string>> work)
    {
        Lazy<Task<string>> mine = new(work);
        Lazy<Task<string>> first = _done.GetOrAdd(key, mine);
        if (first == mine)
        {
            _order.Enqueue(key);
            if (_order.Count > MaxForms && _order.TryDequeue(out string? oldest))
                _done.TryRemove(oldest, out _);
        }

        try
        {
            return await first.Value;
        }
        catch
        {
            _done.TryRemove(new KeyValuePair<string, Lazy<Task<string>>>(key, first));
            throw;
        }
    }

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static bool IsSame(string secret, string? text) => text is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));
}
