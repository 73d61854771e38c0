using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities;

namespace TempCardIssuance.Composition;

/// <summary>
/// What a configuration names, made when it is first asked for, one for each name. What could not be made is tried
/// again: the operator may have corrected what was wrong.
/// </summary>
/// <param name="what">What it is, such as <c>printer</c>, and the key it stands below.</param>
/// <param name="errorId">The error of a name that is not there.</param>
/// <param name="settings">All there are.</param>
/// <param name="services">What their drivers share.</param>
internal class Catalog<T>(
    (string Thing, string Section) what,
    string errorId,
    IEnumerable<DriverSettings<T>> settings,
    DriverServices services) : IDisposable
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, T> _made = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Names => [.. settings.Select(s => s.Name)];

    /// <exception cref="TempCardException">There is no such name; or what a driver says when it is made.</exception>
    public T Get(string name)
    {
        lock (_lock)
        {
            if (!_made.TryGetValue(name, out T? value))
                _made.Add(name, value = Make(Find(name)));
            return value;
        }
    }

    /// <exception cref="TempCardException">There is no such name.</exception>
    public DriverSettings<T> Find(string name) =>
        settings.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new TempCardException(
            errorId,
            ErrorKind.NotFound,
            $"There is no {what.Thing} '{name}'.",
            $"Use one of: {string.Join(", ", Names)}; or add it under '{what.Section}' in the configuration.",
            name);

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (IDisposable made in _made.Values.OfType<IDisposable>())
                made.Dispose();
            _made.Clear();
        }
    }

    /// <summary>Makes it. Not to ask for others here.</summary>
    protected virtual T Make(DriverSettings<T> found) => found.Make(services);
}

/// <summary>The authorities of a configuration.</summary>
internal sealed class AuthorityCatalog(
    IEnumerable<DriverSettings<ICertificateAuthority>> settings, DriverServices services)
    : Catalog<ICertificateAuthority>(("authority", "authorities"), ErrorIds.AuthorityNotFound, settings, services),
        IAuthorityCatalog
{
    protected override ICertificateAuthority Make(DriverSettings<ICertificateAuthority> found)
    {
        ICertificateAuthority authority = base.Make(found);
        return found is RemoteAuthoritySettings { RevokedBy: { } revoker }
            ? new RevokedElsewhere(authority, () => Get(revoker))
            : authority;
    }
}
