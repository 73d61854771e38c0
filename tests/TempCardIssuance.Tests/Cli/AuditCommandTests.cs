using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace TempCardIssuance.Tests.Cli;

public sealed class AuditCommandTests
{
    [Fact]
    public async Task An_intact_trail_is_told_with_its_head()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(3);

        JsonElement report = await workplace.DoneAsync("audit", "verify");

        Assert.True(report.GetProperty("isIntact").GetBoolean());
        Assert.Equal(3, report.GetProperty("events").GetInt64());
        Assert.Equal(3, report.GetProperty("head").GetProperty("sequence").GetInt64());
        Assert.Empty(report.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task A_trail_that_was_tampered_with_is_told_by_the_exit_code_too()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(3);
        await using (var connection = new SqliteConnection(
            $"Data Source={Path.Combine(workplace.Folder, "tempcard.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE audit SET operator = 'mallory' WHERE sequence = 2";
            await command.ExecuteNonQueryAsync();
        }

        Outcome outcome = await workplace.RunAsync("audit", "verify");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Event 2 was changed.", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("NOT INTACT", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_is_exported_as_one_object_a_line()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(3);

        Outcome all = await workplace.RunAsync("audit", "export");
        Outcome none = await workplace.RunAsync("audit", "export", "--before", "2026-01-01");

        string[] lines = all.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [1L, 2L, 3L], lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("sequence").GetInt64()));
        Assert.Equal((0, 0, ""), (all.ExitCode, none.ExitCode, none.Out));
    }
}
