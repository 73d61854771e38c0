using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Composition.Operations;

/// <summary>Whether a store and its authorities are of the same time.</summary>
internal sealed class AuthorityAgreement(AuthorityInspection authorities)
{
    /// <summary>Adds what disagrees; a store that is not of this version would become so by being opened.</summary>
    public async Task<StoreHealth> AddAsync(StoreHealth health, CancellationToken stop) =>
        health.IsSound && health.Schema == health.KnownSchema
            ? health with { Problems = [.. (await authorities.FindAsync(stop)).Select(d => d.Message)] }
            : health;
}
