using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Planning;

/// <summary>Asks everything that a batch will need whether it can work now, before the first card is touched.</summary>
internal sealed class Preflight(BatchPlanner planner, NeedsOfBatch needs)
{
    /// <exception cref="Errors.TempCardException">The first thing that can't work, and what to do about it.</exception>
    public async Task CheckAsync(
        BatchOptions options,
        IReadOnlyList<ProductionStation> stations,
        IProgress<IssuanceEvent> progress,
        CancellationToken cancellationToken)
    {
        planner.Check(options, stations);
        IReadOnlyList<AuthorityNeed> authorities = planner.Authorities(options);
        foreach (BatchNeed need in needs.Of(stations, options.Encode, options.Print, authorities))
        {
            foreach (AuthorityTerm term in await need.CheckAsync(cancellationToken))
            {
                if (term.EndsSoon(planner.Now))
                    progress.Report(new AuthorityEndsSoon(need.Name, term));
            }
        }
    }
}
