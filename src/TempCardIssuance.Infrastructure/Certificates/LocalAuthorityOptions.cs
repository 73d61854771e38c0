using TempCardIssuance.Infrastructure.Configuration;

namespace TempCardIssuance.Infrastructure.Certificates;

/// <summary>What a local authority needs to know.</summary>
public sealed record LocalAuthorityOptions
{
    /// <summary>The name it has in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>Where its files are; is made at first use.</summary>
    public required string Folder { get; init; }

    /// <summary>Protects its key.</summary>
    public required SecretReference Password { get; init; }

    /// <summary>Its own distinguished name; only counts when it is made.</summary>
    public string Subject { get; init; } = "CN=TempCardIssuance local authority";

    /// <summary>Where the revocation list is published; null leaves the extension out.</summary>
    public Uri? CrlUrl { get; init; }

    /// <summary>How long a revocation list is valid; it is renewed after half of that.</summary>
    public TimeSpan CrlLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long to wait while another process works in the folder.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
