namespace TempCardIssuance.Infrastructure.Configuration;

public enum AuthorityType
{
    /// <summary>A certification authority kept in files.</summary>
    Local,

    /// <summary>Enrolment over Secure Transport (RFC 7030).</summary>
    Est,
}

public sealed record AuthorityConfiguration
{
    public required string Name { get; init; }

    public required AuthorityType Type { get; init; }

    /// <summary>Folder of a local authority.</summary>
    public string? Path { get; init; }

    /// <summary>Protects the key of a local authority.</summary>
    public SecretReference? Password { get; init; }

    /// <summary>Subject a local authority gives itself when it is made.</summary>
    public string? Subject { get; init; }

    /// <summary>Where a local authority's revocation list is published; goes into its certificates.</summary>
    public Uri? CrlUrl { get; init; }

    /// <summary>Base address of an EST server.</summary>
    public Uri? Url { get; init; }

    /// <summary><c>user:password</c> for an EST server.</summary>
    public SecretReference? Credentials { get; init; }

    public override string ToString() => Name;
}
