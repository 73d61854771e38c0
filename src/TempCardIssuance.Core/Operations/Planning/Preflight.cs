using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Planning;

/// <summary>Asks everything that a batch will need whether it can work now, before the first card is touched.</summary>
internal sealed class Preflight(IssuanceContext context, BatchPlanner planner)
{
    /// <exception cref="Errors.TempCardException">The first thing that can't work, and what to do about it.</exception>
    public async Task CheckAsync(
        BatchOptions options, IReadOnlyList<ProductionStation> stations, CancellationToken cancellationToken)
    {
        planner.Check(options, stations);
        await context.Store.CheckAsync(cancellationToken);
        if (options.Encode)
            await CheckEncodingAsync(options, stations, cancellationToken);
        if (options.Print)
        {
            foreach (ICardPrinter printer in stations.Select(s => s.Printer!).Distinct())
                await printer.CheckAsync(cancellationToken);
        }
    }

    private async Task CheckEncodingAsync(
        BatchOptions options, IReadOnlyList<ProductionStation> stations, CancellationToken cancellationToken)
    {
        context.Sealer.Check();
        var authorities = planner.Profiles(options).Select(p => p.Authority).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (string authority in authorities)
            await context.Authorities.Get(authority).CheckAsync(cancellationToken);
        foreach (ProductionStation station in stations)
        {
            StationStatus status = await station.Cards.GetStatusAsync(cancellationToken);
            if (!status.Ready)
                throw IssuanceErrors.StationNotReady(status);
        }
    }
}
