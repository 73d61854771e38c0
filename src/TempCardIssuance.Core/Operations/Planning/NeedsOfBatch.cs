using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Planning;

/// <summary>Something that a batch needs and that may not be able to work now.</summary>
/// <param name="Part">Store, Seal, Authority, Station or Printer.</param>
/// <param name="Name">Which one, as the configuration calls it.</param>
/// <param name="CheckAsync">
/// Throws if it can't work now; changes nothing that matters. Gives what of it ends when.
/// </param>
public sealed record BatchNeed(
    string Part, string Name, Func<CancellationToken, Task<IReadOnlyList<AuthorityTerm>>> CheckAsync)
{
    /// <summary>One of which nothing ends.</summary>
    internal static BatchNeed Of(string part, string name, Func<CancellationToken, Task> check) => new(
        part,
        name,
        async stop =>
        {
            await check(stop);
            return [];
        });
}

/// <summary>
/// All that a batch needs, in the order in which it is asked. What stops a batch and what a check of stations tells are
/// the same list.
/// </summary>
public sealed class NeedsOfBatch(ICardStore store, ISecretSealer sealer, AuthorityWatch watch)
{
    /// <param name="stations">The stations to work at, open; gone through when it is their turn.</param>
    /// <param name="encode">Whether chips are encoded: seal, authorities and readers are needed.</param>
    /// <param name="print">Whether faces are printed: the printers of the stations are needed.</param>
    /// <param name="authorities">The authorities of the certificates.</param>
    public IEnumerable<BatchNeed> Of(
        IEnumerable<ProductionStation> stations, bool encode, bool print, IEnumerable<AuthorityNeed> authorities)
    {
        yield return BatchNeed.Of("Store", "store", store.CheckAsync);
        if (encode)
        {
            yield return BatchNeed.Of("Seal", "recipients", _ =>
            {
                sealer.Check();
                return Task.CompletedTask;
            });
            foreach (AuthorityNeed authority in authorities)
                yield return new BatchNeed("Authority", authority.Name, stop => watch.CheckAsync(authority, stop));
        }

        var printers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ProductionStation station in stations)
        {
            if (encode)
                yield return BatchNeed.Of("Station", station.Name, stop => CheckAsync(station, stop));
            if (print && station.Printer is { } printer && printers.Add(printer.Name))
                yield return BatchNeed.Of("Printer", printer.Name, printer.CheckAsync);
        }
    }

    private static async Task CheckAsync(ProductionStation station, CancellationToken stop)
    {
        StationStatus status = await station.Cards.GetStatusAsync(stop);
        if (!status.Ready)
            throw IssuanceErrors.StationNotReady(status);
    }
}
