using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Authorities;

/// <summary>What a configuration says of a certification authority.</summary>
public abstract record AuthoritySettings : DriverSettings<ICertificateAuthority>
{
    /// <summary>The word of its sort, such as <c>local</c>.</summary>
    public abstract string Type { get; }

    public static AuthoritySettings Bind(
        Keys keys, AuthoritySettings? value, IReadOnlyList<Driver<AuthoritySettings>> drivers) =>
        keys.Driver("type", value, drivers) with { Name = keys.Name };
}
