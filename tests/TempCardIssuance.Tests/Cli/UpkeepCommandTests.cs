using System.Text.Json;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;

namespace TempCardIssuance.Tests.Cli;

public sealed class UpkeepCommandTests
{
    [Fact]
    public async Task Who_stops_it_is_told_that_the_rest_is_done_by_the_next_run()
    {
        using Workplace place = await Workplace.WithRequestsAsync(2);
        await HandOverToAsync(place, "false");
        await place.DoneAsync("issue", "T-00001", "T-00002", "--yes");
        await place.DoneAsync("complete", "B-000001", "--yes");
        foreach (string card in (string[])["T-00001", "T-00002"])
            await Tempcard.RunAsync([.. place.Here("grant", card, "--holder", $"holder of {card}")]);
        await HandOverToAsync(place, "true");

        using var stop = new CancellationTokenSource();
        Terminal terminal = Tempcard.Script("") with { Error = new WatchedWriter("handedOver", stop.Cancel) };
        Outcome stopped = await Tempcard.RunAsync(terminal, place.Here("upkeep", "--json"), stop.Token);
        JsonElement rest = await place.DoneAsync("upkeep");

        Assert.Equal(ExitCodes.CardsFailed, stopped.ExitCode);
        Assert.Equal("handedOver", stopped.Events[0].GetProperty("event").GetString());
        Assert.Equal(2, stopped.Events.Count);
        Assert.Equal("TempCard.Interrupted", stopped.JsonError.GetProperty("id").GetString());
        Assert.Contains("stays done", stopped.JsonError.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("tempcard upkeep", stopped.JsonError.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, rest.GetProperty("handedOver").GetInt32());
    }

    private static async Task HandOverToAsync(Workplace place, string program)
    {
        string file = Path.Combine(place.Folder, "tempcard.yaml");
        string[] lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllLinesAsync(
            file,
            lines.Where(line => !line.StartsWith("handOver:", StringComparison.Ordinal))
                .Append($"handOver: {{ command: [{program}] }}"));
    }
}
