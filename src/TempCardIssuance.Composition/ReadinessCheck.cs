using System.Runtime.CompilerServices;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Composition;

/// <summary>
/// Asks every part whether it can work now, and goes on after the first that can't; what stops a batch is the same
/// check, which ends at the first.
/// </summary>
public sealed class ReadinessCheck(IssuanceSession session)
{
    /// <param name="stations">The stations to look at, each with its printer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async IAsyncEnumerable<Readiness> RunAsync(
        IEnumerable<string> stations, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await TryAsync("Store", "store", () => session.Store.CheckAsync(cancellationToken));
        yield return await TryAsync("Seal", "recipients", () =>
        {
            session.Context.Sealer.Check();
            return Task.CompletedTask;
        });
        var authorities = session.Context.Settings.Profiles.Values
            .Select(p => p.Authority)
            .Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (string name in authorities)
        {
            yield return await TryAsync(
                "Authority", name, () => session.Context.Authorities.Get(name).CheckAsync(cancellationToken));
        }

        var printers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in stations)
        {
            await using ProductionStation station = session.Stations.Open(name);
            yield return await TryAsync("Station", name, () => CheckAsync(station, cancellationToken));
            if (station.Printer is { } printer && printers.Add(printer.Name))
                yield return await TryAsync("Printer", printer.Name, () => printer.CheckAsync(cancellationToken));
        }
    }

    private static async Task CheckAsync(ProductionStation station, CancellationToken cancellationToken)
    {
        StationStatus status = await station.Cards.GetStatusAsync(cancellationToken);
        if (!status.Ready)
        {
            throw new TempCardException(
                ErrorIds.StationNotReady,
                ErrorKind.Device,
                status.Problem ?? $"The reader '{status.Reader}' is not ready.",
                target: status.Name);
        }
    }

    private static async Task<Readiness> TryAsync(string part, string name, Func<Task> check)
    {
        try
        {
            await check();
            return new Readiness { Part = part, Name = name };
        }
        catch (TempCardException e)
        {
            return new Readiness
            {
                Part = part,
                Name = name,
                ErrorId = e.ErrorId,
                Problem = e.Message,
                Remedy = e.Remedy,
            };
        }
    }
}
