using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
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

    /// <summary>Looks after its keys and certificates.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotLocal"/>: it is looked after where it is.
    /// </exception>
    public virtual IAuthorityMaintenance Maintain(DriverServices services) => throw new TempCardException(
        ErrorIds.AuthorityNotLocal,
        ErrorKind.InvalidArgument,
        $"The authority '{Name}' is of type {Type}: its keys and its certificate are not kept here.",
        "Name an authority of type: local, or ask those who run this one.",
        Name);

    /// <summary>
    /// What whoever uses the configuration should know of it now, such as that its list gets old; costs next to nothing
    /// and asks no server.
    /// </summary>
    public virtual IEnumerable<Remedy> Reminders(DateTimeOffset now) => [];
}
