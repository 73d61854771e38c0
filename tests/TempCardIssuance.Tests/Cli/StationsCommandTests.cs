using System.Text.Json;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

public sealed class StationsCommandTests
{
    [Fact]
    public async Task Stations_are_shown_with_what_is_in_them()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);

        JsonElement rows = await workplace.DoneAsync("stations");

        JsonElement row = Assert.Single(rows.EnumerateArray());
        Assert.Equal("training", row.GetProperty("station").GetProperty("name").GetString());
        Assert.True(row.GetProperty("station").GetProperty("ready").GetBoolean());
        Assert.Equal("Blank", row.GetProperty("station").GetProperty("cardKind").GetString());
        Assert.Equal("3", row.GetProperty("station").GetProperty("card").GetProperty("pinTries").GetString());
        Assert.Equal("files", row.GetProperty("printer").GetString());
    }

    [Fact]
    public async Task A_test_tells_everything_that_a_batch_would_miss()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);
        Outcome good = await workplace.RunAsync("stations", "--test", "--json");
        File.Delete(Path.Combine(workplace.Folder, "pin-reader.cer.pem"));

        Outcome bad = await workplace.RunAsync("stations", "--test", "--json");

        Assert.Equal((0, 3), (good.ExitCode, bad.ExitCode));
        Assert.Equal(
            ["Store", "Seal", "Authority", "Station", "Printer"],
            good.Json.EnumerateArray().Select(c => c.GetProperty("part").GetString()));
        JsonElement problem = Assert.Single(bad.Json.EnumerateArray(), c => !c.GetProperty("ready").GetBoolean());
        Assert.Equal("Seal", problem.GetProperty("part").GetString());
        Assert.Equal(ErrorIds.RecipientMissing, problem.GetProperty("errorId").GetString());
    }

    [Fact]
    public async Task A_station_that_is_not_configured_is_told()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);

        Outcome outcome = await workplace.RunAsync("stations", "nowhere", "--json");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(ErrorIds.StationNotFound, outcome.JsonError.GetProperty("id").GetString());
    }
}
