using System.Collections.Concurrent;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Certificates;
using TempCardIssuance.Infrastructure.Configuration;

namespace TempCardIssuance.Composition;

/// <summary>The authorities of a configuration, each made when it is first asked for.</summary>
internal sealed class AuthorityCatalog(
    IReadOnlyDictionary<string, AuthorityConfiguration> configuration, TimeProvider clock) : IAuthorityCatalog, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<LocalAuthority>> _open =
        new(StringComparer.OrdinalIgnoreCase);

    public ICertificateAuthority Get(string name) =>
        _open.GetOrAdd(name, n => new Lazy<LocalAuthority>(() => Make(n))).Value;

    public void Dispose()
    {
        foreach (var authority in _open.Values.Where(a => a.IsValueCreated))
            authority.Value.Dispose();
    }

    private LocalAuthority Make(string name)
    {
        if (!configuration.TryGetValue(name, out AuthorityConfiguration? authority))
        {
            throw new TempCardException(
                ErrorIds.AuthorityNotFound,
                ErrorKind.NotFound,
                $"There is no authority '{name}'.",
                $"Use one of: {string.Join(", ", configuration.Keys)}; or add it under 'authorities' in the configuration.",
                name);
        }

        if (authority.Type != AuthorityType.Local)
        {
            throw new TempCardException(
                ErrorIds.AuthorityNotReady,
                ErrorKind.Unavailable,
                $"Authority '{name}' is of type {authority.Type}, which this version can't talk to yet.",
                "Use an authority of type local.",
                name);
        }

        var options = new LocalAuthorityOptions
        {
            Name = name,
            Folder = authority.Path!,
            Password = authority.Password!,
            CrlUrl = authority.CrlUrl,
        };
        return new LocalAuthority(
            authority.Subject is { } subject ? options with { Subject = subject } : options, clock);
    }
}
