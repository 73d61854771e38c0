using System.Text.Json;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

public sealed class StationCommandTests
{
    [Fact]
    public async Task A_station_works_on_what_others_start_until_it_is_stopped()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(5);
        using var stop = new CancellationTokenSource();
        var helped = new TaskCompletionSource();
        Task<Outcome> service = Task.Run(() => Tempcard.RunAsync(
            Tempcard.Script("") with
            {
                Error = new WatchedWriter("productionEnded", () => helped.TrySetResult()),
            },
            workplace.Here("station", "run", "--json"),
            stop.Token));
        // Whoever starts the batch waits at the first card until the other has made one.
        Terminal terminal = Tempcard.Script("") with { Error = new WatchedWriter("Succeeded", helped.Task.Wait) };

        Outcome issued = await Tempcard.RunAsync(terminal, workplace.Here("issue", "--number", "*"));
        await stop.CancelAsync();
        Outcome served = await service;

        Assert.Equal((0, 0), (issued.ExitCode, served.ExitCode));
        Assert.Equal(5, (await workplace.CardsAsync("unassigned")).Count);
        JsonElement batch = Assert.Single(served.Json.EnumerateArray());
        Assert.Equal("B-000001", batch.GetProperty("id").GetString());
        Assert.Contains(served.Events, e => e.GetProperty("event").GetString() == "batchLeft");
    }

    [Fact]
    public async Task A_batch_that_is_done_can_not_be_joined()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);
        await workplace.DoneAsync("issue", "T-00001");

        Outcome outcome = await workplace.RunAsync("station", "run", "--batch", "B-000001", "--json");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(ErrorIds.BatchStateInvalid, outcome.JsonError.GetProperty("id").GetString());
    }
}
