using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Composition.Operations;

/// <summary>Whether a store and its authorities are of the same time.</summary>
internal sealed class AuthorityAgreement(AuthorityWatch watch, IReadOnlyList<string> authorities)
{
    /// <summary>Adds what disagrees; a store that is not of this version would become so by being opened.</summary>
    public async Task<StoreHealth> AddAsync(StoreHealth health, CancellationToken stop)
    {
        if (!health.IsSound || health.Schema != health.KnownSchema)
            return health;
        var problems = new List<string>();
        foreach (string authority in authorities)
        {
            if (await CompareAsync(authority, stop) is { } problem)
                problems.Add(problem);
        }

        return health with { Problems = problems };
    }

    private async Task<string?> CompareAsync(string authority, CancellationToken stop)
    {
        try
        {
            return (await watch.CompareAsync(authority, stop)).Error()?.Message;
        }
        catch (TempCardException e)
        {
            return e.Message;
        }
    }
}
