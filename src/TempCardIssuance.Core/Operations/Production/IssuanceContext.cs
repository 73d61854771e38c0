using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>What making cards takes; all of it, as a card passes through everything.</summary>
public sealed record IssuanceContext(
    ICardStore Store,
    IStationCatalog Stations,
    IAuthorityCatalog Authorities,
    ISecretSealer Sealer,
    IssuanceSettings Settings,
    Actor Actor)
{
    internal DateTimeOffset Now => Actor.Now;

    /// <summary>Works out what would be issued here.</summary>
    public BatchPlanner Planner() => new(Store, Stations, Authorities, Settings, Actor);

    /// <summary>Asks all that a batch needs, before it is touched.</summary>
    internal Preflight Preflight() => new(Planner(), new NeedsOfBatch(Store, Sealer, Watch()));

    /// <summary>Compares store and authorities.</summary>
    public AuthorityWatch Watch() => new(Store, Authorities, Actor);

    /// <summary>Revokes what is queued.</summary>
    public RevocationQueue Revocations() => new(Store, Authorities, Settings.Profiles, Actor);
}
