using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Certificates;
using TempCardIssuance.Infrastructure.Configuration;

namespace TempCardIssuance.Composition;

/// <summary>The authorities of a configuration.</summary>
internal sealed class AuthorityCatalog : IAuthorityCatalog, IDisposable
{
    private readonly Catalog<LocalAuthority> _authorities;

    public AuthorityCatalog(IReadOnlyDictionary<string, AuthorityConfiguration> configuration, TimeProvider clock) =>
        _authorities = new Catalog<LocalAuthority>(name => Make(name, configuration, clock));

    public ICertificateAuthority Get(string name) => _authorities.Get(name);

    public void Dispose()
    {
        foreach (LocalAuthority authority in _authorities.Made)
            authority.Dispose();
    }

    private static LocalAuthority Make(
        string name, IReadOnlyDictionary<string, AuthorityConfiguration> configuration, TimeProvider clock)
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
