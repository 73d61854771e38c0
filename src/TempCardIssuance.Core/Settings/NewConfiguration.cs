namespace TempCardIssuance.Core.Settings;

/// <summary>What cards of a new configuration are for.</summary>
public enum CardPurpose
{
    /// <summary>To learn and to try things out.</summary>
    Training,

    /// <summary>
    /// To log on to a directory by Kerberos (RFC 4556), as Windows, Samba and MIT Kerberos have it: an RSA key, which all
    /// of their clients take, the usages they ask for, and a revocation list that they can fetch.
    /// </summary>
    Logon,
}

/// <summary>What a new configuration shall have.</summary>
public sealed record ConfigurationTemplateOptions
{
    /// <summary>Certificates of those who can read PINs; empty: a key pair is made for that.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>
    /// The group whose members all use the configuration: name or number. Null: only the owner does.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>What its cards are for.</summary>
    public CardPurpose Purpose { get; init; }

    /// <summary>Where relying systems fetch the revocation list; needed for logon.</summary>
    public Uri? CrlUrl { get; init; }

    /// <summary>Overwrites the YAML file; secrets and the authority that are there are kept in any case.</summary>
    public bool Force { get; init; }
}

/// <summary>What was made.</summary>
/// <param name="ConfigurationFile">The YAML file.</param>
/// <param name="Files">Every file that was written, the YAML file included; not those that were kept.</param>
public sealed record NewConfiguration(string ConfigurationFile, IReadOnlyList<string> Files);
