using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Cli.Commands;

/// <summary>Asks everything that a batch could need whether it can work now, and gives all the answers.</summary>
internal sealed class StationChecks(IssuanceSession session)
{
    private readonly List<CheckRow> _rows = [];

    public async Task<IReadOnlyList<CheckRow>> RunAsync(IReadOnlyList<string> stations, CancellationToken stop)
    {
        IssuanceContext context = session.Context;
        await CheckAsync("store", session.Configuration.Store.Provider, () => context.Store.CheckAsync(stop));
        await CheckAsync("recipients", "seal", () =>
        {
            context.Sealer.Check();
            return Task.CompletedTask;
        });
        var authorities = context.Settings.Profiles.Values.Select(p => p.Authority);
        foreach (string name in authorities.Distinct(StringComparer.OrdinalIgnoreCase))
            await CheckAsync("authority", name, () => context.Authorities.Get(name).CheckAsync(stop));
        foreach (string name in stations)
            await CheckStationAsync(name, stop);
        return _rows;
    }

    private async Task CheckStationAsync(string name, CancellationToken stop)
    {
        await using ProductionStation station = session.Stations.Open(name);
        StationStatus status = await station.Cards.GetStatusAsync(stop);
        _rows.Add(new CheckRow("station", name, status.Ready, status.Problem, Remedy: null));
        if (station.Printer is { } printer)
            await CheckAsync("printer", printer.Name, () => printer.CheckAsync(stop));
    }

    private async Task CheckAsync(string kind, string name, Func<Task> check)
    {
        if (_rows.Exists(r => r.Kind == kind && r.Name == name))
            return;
        try
        {
            await check();
            _rows.Add(new CheckRow(kind, name, Ready: true, Problem: null, Remedy: null));
        }
        catch (TempCardException e)
        {
            string? remedy = e.Remedy is null ? null : CommandWording.Of(e.Remedy);
            _rows.Add(new CheckRow(kind, name, Ready: false, CommandWording.Of(e.Message), remedy));
        }
    }
}
