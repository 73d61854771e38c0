using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>What a local authority needs to know.</summary>
public sealed record LocalAuthoritySettings : AuthoritySettings
{
    private const string Word = "local";
    private const string DefaultSubject = "CN=TempCardIssuance local authority";

    public static Driver<AuthoritySettings> Registration { get; } =
        Driver.Of<AuthoritySettings, LocalAuthoritySettings>(Word, "kept in files", Bind);

    public override string Type => Word;

    /// <summary>The folder of its files; is made at first use.</summary>
    public required string Path { get; init; }

    /// <summary>Protects its key.</summary>
    public required SecretReference Password { get; init; }

    /// <summary>Its own distinguished name; only counts when it is made.</summary>
    public string Subject { get; init; } = DefaultSubject;

    /// <summary>Where the revocation list is published; null leaves the extension out.</summary>
    public Uri? CrlUrl { get; init; }

    /// <summary>How long a revocation list is valid; it is renewed after half of that.</summary>
    public TimeSpan CrlLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long to wait while another process works in the folder.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public override ICertificateAuthority Make(DriverServices services) => new LocalAuthority(this, services.Clock);

    /// <inheritdoc/>
    public override IEnumerable<string> Traces()
    {
        var record = new FileInfo(new AuthorityFiles(this).Index);
        return record is { Exists: true, Length: > 0 } ? [record.FullName] : [];
    }

    private static LocalAuthoritySettings Bind(Keys keys, LocalAuthoritySettings? value) => new()
    {
        Path = keys.RequiredPath("path", "Folder of type: local.", value?.Path),
        Password = keys.RequiredSecret("password", "Protects the key of type: local.", value?.Password),
        Subject = keys.Text(
            "subject",
            "Subject that type: local gives itself when it is made.",
            value?.Subject,
            DefaultSubject,
            TextTemplate.NameForm),
        CrlUrl = keys.Address(
            "crlUrl",
            "Where the revocation list of type: local is published; goes into certificates.",
            value?.CrlUrl,
            "http",
            "https",
            "ldap"),
    };
}
