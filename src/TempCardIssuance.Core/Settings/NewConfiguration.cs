namespace TempCardIssuance.Core.Settings;

/// <summary>What a new configuration shall have.</summary>
public sealed record ConfigurationTemplateOptions
{
    /// <summary>Certificates of those who can read PINs; empty: a key pair is made for that.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>
    /// The group whose members all use the configuration: name or number. Null: only the owner does.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>Overwrites the YAML file; secrets and the authority that are there are kept in any case.</summary>
    public bool Force { get; init; }
}

/// <summary>What was made.</summary>
/// <param name="ConfigurationFile">The YAML file.</param>
/// <param name="Files">Every file that was written, the YAML file included; not those that were kept.</param>
public sealed record NewConfiguration(string ConfigurationFile, IReadOnlyList<string> Files);
