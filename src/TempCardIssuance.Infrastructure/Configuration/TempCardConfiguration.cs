using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>
/// What tempcard.yaml says, with defaults filled in and paths made absolute. Names ignore case.
/// Secrets are references until they are resolved.
/// </summary>
public sealed record TempCardConfiguration
{
    /// <summary>Full path of the file it was read from.</summary>
    public required string File { get; init; }

    public required StoreConfiguration Store { get; init; }

    public required IssuanceConfiguration Issuance { get; init; }

    public required SealConfiguration Seal { get; init; }

    public required CardConfiguration Card { get; init; }

    public required IReadOnlyList<StationConfiguration> Stations { get; init; }

    public required IReadOnlyDictionary<string, PrinterConfiguration> Printers { get; init; }

    public required IReadOnlyDictionary<string, AuthorityConfiguration> Authorities { get; init; }

    /// <summary>The certificate profiles by name.</summary>
    public required IReadOnlyDictionary<string, CertificateProfile> Certificates { get; init; }
}

public enum StoreProvider
{
    Sqlite,
    Postgresql,
}

public sealed record StoreConfiguration
{
    public required StoreProvider Provider { get; init; }

    /// <summary>The database file; null for PostgreSQL.</summary>
    public string? Path { get; init; }

    /// <summary>The connection string; null for SQLite.</summary>
    public SecretReference? Connection { get; init; }

    public override string ToString() => $"{Provider} {Path}".TrimEnd();
}

/// <summary>What holds for a batch unless its operator says otherwise.</summary>
public sealed record IssuanceConfiguration
{
    public required PinPolicy Pin { get; init; }

    public required PinPolicy Puk { get; init; }

    public required bool Encode { get; init; }

    /// <summary>Names of profiles that go on a card by default.</summary>
    public required IReadOnlyList<string> Certificates { get; init; }

    public required bool Print { get; init; }

    public required int ValidityDays { get; init; }

    /// <summary>Whether the operator who completes a batch must be another than the one who started it.</summary>
    public required bool DualControl { get; init; }
}

/// <param name="Recipients">Certificate files (PEM or DER) of those who can read PIN and PUK.</param>
public sealed record SealConfiguration(IReadOnlyList<string> Recipients);
