using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Devices;
using TempCardIssuance.Infrastructure.Authorities;
using TempCardIssuance.Infrastructure.HandOver;
using TempCardIssuance.Infrastructure.Storage;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Composition.Settings;

/// <summary>
/// What tempcard.yaml says, with defaults filled in and paths made absolute. Names ignore case.
/// Secrets are references until they are resolved.
/// </summary>
public sealed record TempCardConfiguration
{
    /// <summary>The only value of <c>version</c> so far.</summary>
    private const int Version = 1;

    /// <summary>Full path of the file it was read from.</summary>
    public string File { get; init; } = "";

    public required StoreSettings Store { get; init; }

    public required IssuanceConfiguration Issuance { get; init; }

    public required SealConfiguration Seal { get; init; }

    public required GrantSettings Grant { get; init; }

    public required RevokeConfiguration Revoke { get; init; }

    public required HandOverSettings HandOver { get; init; }

    public required RetentionConfiguration Retention { get; init; }

    public required DeskConfiguration Desk { get; init; }

    /// <summary>The operator's page.</summary>
    public PageConfiguration Page { get; init; } = new();

    /// <summary>How many cards that can be handed out each site wants.</summary>
    public required IReadOnlyDictionary<string, int> Stock { get; init; }

    /// <summary>Whether processes that run for long do upkeep by the way.</summary>
    public required bool Upkeep { get; init; }

    /// <summary>After how many hours without upkeep that is told; 0: never.</summary>
    public required int UpkeepHours { get; init; }

    public LetterConfiguration Letters { get; init; } = new();

    public required CardSettings Card { get; init; }

    public required IReadOnlyList<StationSettings> Stations { get; init; }

    public required IReadOnlyDictionary<string, PrinterSettings> Printers { get; init; }

    public required IReadOnlyDictionary<string, AuthoritySettings> Authorities { get; init; }

    /// <summary>The certificate profiles by name.</summary>
    public required IReadOnlyDictionary<string, CertificateProfile> Certificates { get; init; }

    internal static TempCardConfiguration Bind(Keys keys, TempCardConfiguration? value)
    {
        keys.RequiredNumber("version", "Version of this format.", Version, Version, Version);
        var configuration = new TempCardConfiguration
        {
            Store = keys.Section(
                "store",
                "Where cards, batches and the audit trail are kept.",
                value?.Store,
                (store, v) => StoreSettings.Bind(store, v, Drivers.Stores)),
            Issuance = keys.Section(
                "issuance",
                "What holds for a batch unless its operator says otherwise.",
                value?.Issuance,
                IssuanceConfiguration.Bind),
            Seal = keys.Section("seal", "Who can read PIN and PUK.", value?.Seal, SealConfiguration.Bind),
            Grant = keys.Section("grant", "To whom cards are handed out.", value?.Grant, GrantSettings.Bind),
            Revoke = keys.Section("revoke", "How cards are given up.", value?.Revoke, RevokeConfiguration.Bind),
            HandOver = keys.Section(
                "handOver",
                "How the organisation's own systems are told what becomes of cards.",
                value?.HandOver,
                HandOverSettings.Bind),
            Retention = keys.Section(
                "retention", "How long names are kept.", value?.Retention, RetentionConfiguration.Bind),
            Desk = keys.Section("desk", "What this computer may do.", value?.Desk, DeskConfiguration.Bind),
            Page = keys.Section("page", "The operator's page.", value?.Page, PageConfiguration.Bind),
            Stock = keys.Numbers(
                "stock", "How many cards that can be handed out a site wants, by site.", value?.Stock, 0, 1_000_000),
            Upkeep = keys.Flag(
                "upkeep",
                "Whether processes that run for long, such as stations, do upkeep by the way.",
                value?.Upkeep,
                fallback: false),
            UpkeepHours = keys.Number(
                "upkeepHours",
                "After how many hours without upkeep every command says so; 0: never.",
                value?.UpkeepHours,
                min: 0,
                max: 24 * 365,
                fallback: 24),
            Letters = keys.Section(
                "letters", "Letters that tell holders their PINs.", value?.Letters, LetterConfiguration.Bind),
            Card = keys.Section(
                "card",
                "How chips are found and left.",
                value?.Card,
                (card, v) => CardSettings.Bind(card, v, Drivers.Cards)),
            Stations = keys.List(
                "stations",
                "Where cards are made.",
                value?.Stations,
                (station, v) => StationSettings.Bind(station, v, Drivers.Stations)),
            Printers = keys.Named(
                "printers",
                "Printers by name.",
                value?.Printers,
                (printer, v) => PrinterSettings.Bind(printer, v, Drivers.Printers)),
            Authorities = keys.Named(
                "authorities",
                "Certification authorities by name.",
                value?.Authorities,
                (authority, v) => AuthoritySettings.Bind(authority, v, Drivers.Authorities)),
            Certificates = keys.Named(
                "certificates", "Certificate profiles by name.", value?.Certificates, CertificateKeys.Bind),
        };
        configuration.Check(keys);
        return configuration;
    }

    /// <summary>What the sections demand of each other.</summary>
    private void Check(Keys keys)
    {
        CheckDefaultCertificates(keys);
        if (Issuance.Encode && Seal.Recipients.Count == 0)
        {
            keys.Error(
                "seal.recipients",
                "cards that are encoded need seal.recipients: the certificates of those who may read PINs");
        }

        if (Seal.PukRecipients.Count > 0 && Seal.Recipients.Count == 0)
            keys.Error("seal.pukRecipients", "PUKs have recipients of their own only where PINs have some");
        foreach ((string path, string problem) in Card.Problems(Issuance.Encode))
            keys.Error($"card.{path}", problem);
        CheckAttestation(keys);
        for (int i = 1; i < Stations.Count; i++)
        {
            string name = Stations[i].Name;
            if (name.Length > 0 && Stations.Take(i).Any(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                keys.Error($"stations[{i}].name", $"there are two stations '{name}'");
        }
    }

    private void CheckAttestation(Keys keys)
    {
        foreach (CertificateProfile profile in Certificates.Values)
        {
            if (profile.Attest != AttestationDemand.Off && Card.AttestationRoots.Count == 0)
            {
                keys.Error(
                    $"certificates.{profile.Name}.attest",
                    "what a card proves can't be verified without card.attestationRoots: the certificates of its maker");
            }

            if (profile.AttestInRequest && profile.Attest == AttestationDemand.Off)
            {
                keys.Error(
                    $"certificates.{profile.Name}.attestInRequest",
                    "there is no proof to put into the request without attest: required or where-possible");
            }
        }
    }

    private void CheckDefaultCertificates(Keys keys)
    {
        var used = new List<CertificateProfile>();
        for (int i = 0; i < Issuance.Certificates.Count; i++)
        {
            if (!Certificates.TryGetValue(Issuance.Certificates[i], out CertificateProfile? profile))
                continue;
            if (used.Find(c => c.Slot == profile.Slot) is { } other)
            {
                keys.Error(
                    $"issuance.certificates[{i}]",
                    $"'{profile.Name}' and '{other.Name}' both use slot {profile.Slot}");
            }

            used.Add(profile);
        }

        if (!Issuance.Encode && used.Count > 0)
        {
            keys.Error(
                "issuance.certificates",
                "certificates can only go on cards that are encoded, and encode is false");
        }
    }
}
