using System.Collections.Concurrent;

namespace TempCardIssuance.Core.Settings;

/// <summary>One of several ways to do a job, as a configuration chooses and sets it up.</summary>
/// <param name="Word">Chooses it; null: any text that is no other driver's word, which its own keys then read.</param>
/// <param name="Text">What it is, for the help; without a full stop.</param>
/// <param name="Bind">Says its keys.</param>
/// <param name="Has">Whether settings are its own.</param>
public sealed record Driver<T>(string? Word, string Text, Func<Keys, T?, T> Bind, Func<T?, bool> Has)
    where T : class?;

/// <summary>Makes drivers.</summary>
public static class Driver
{
    /// <summary>A driver with a type of settings of its own.</summary>
    public static Driver<T> Of<T, TSettings>(string? word, string text, Func<Keys, TSettings?, TSettings> bind)
        where T : class
        where TSettings : class, T =>
        new(word, text, (keys, value) => bind(keys, value as TSettings), value => value is TSettings);
}

/// <summary>What a configuration says of something that is made by a driver.</summary>
/// <typeparam name="TProduct">What is made.</typeparam>
public abstract record DriverSettings<TProduct>
{
    /// <summary>Its name in the configuration; empty where there is only one.</summary>
    public string Name { get; init; } = "";

    /// <summary>Makes what is set up here. Secrets are fetched now; devices and servers are not touched yet.</summary>
    public abstract TProduct Make(DriverServices services);

    /// <summary>Files and folders, full paths, that show that it has been used before; without touching anything.</summary>
    public virtual IEnumerable<string> Traces() => [];

    public sealed override string ToString() => Name;
}

/// <summary>What drivers share; lives as long as what they made.</summary>
public sealed class DriverServices(TimeProvider clock) : IDisposable
{
    private readonly Lazy<HttpClient> _http = new(() => new HttpClient(Handler()));
    private readonly ConcurrentBag<HttpClient> _own = [];

    public TimeProvider Clock => clock;

    /// <summary>
    /// One for all, made when it is first used. It goes nowhere but where it is sent, and over a new connection each
    /// time: of one that was kept nobody knows whether it is dead.
    /// </summary>
    public HttpClient Http => _http.Value;

    /// <summary>One that is like it but for a change, for those who trust others or log in.</summary>
    public HttpClient Connect(Action<SocketsHttpHandler> change)
    {
        SocketsHttpHandler handler = Handler();
        change(handler);
        var http = new HttpClient(handler);
        _own.Add(http);
        return http;
    }

    public void Dispose()
    {
        foreach (HttpClient http in _own)
            http.Dispose();
        if (_http.IsValueCreated)
            _http.Value.Dispose();
    }

    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    };
}
