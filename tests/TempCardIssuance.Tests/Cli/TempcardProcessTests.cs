using System.Diagnostics;
using System.Text.Json;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

public sealed class TempcardProcessTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_asks_to_stop_and_the_card_in_hand_is_finished(string signal)
    {
        using Workplace workplace = await SlowAsync();
        // Whoever runs the tests may have signals ignored (nohup, a job in the background), and children inherit that.
        using var process = TempcardProcess.Start(
            "",
            workplace.Here("issue", "--number", "*", "--json", "--no-print"),
            through: "env --default-signal=HUP,INT,TERM");
        await process.UntilSaidAsync("cardStep");

        await process.SendAsync(signal);
        Outcome outcome = await process.EndAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(outcome.Events, e => e.GetProperty("event").GetString() == "stopping");
        Assert.Equal("Interrupted", outcome.Json.GetProperty("state").GetString());
        Assert.All(
            outcome.Json.GetProperty("productions").EnumerateArray(),
            production => Assert.Equal("Succeeded", production.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_hang_up_that_is_ignored_stays_ignored()
    {
        using Workplace workplace = await SlowAsync();
        using var process = TempcardProcess.Start(
            "", workplace.Here("issue", "--number", "*", "--json", "--no-print"), before: "trap '' HUP");
        await process.UntilSaidAsync("cardStep");

        await process.SendAsync("HUP");
        await process.UntilSaidAsync("productionEnded");
        await process.UntilSaidAsync("cardStep");
        await process.SendAsync("TERM");

        Assert.Equal(1, (await process.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_result_that_can_not_be_written_is_an_error_that_says_so()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);
        using var process = TempcardProcess.Start("> /dev/full", workplace.Here("requests", "--json"));

        Outcome outcome = await process.EndAsync();

        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal(ErrorIds.OutputFailed, outcome.JsonError.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Nobody_has_to_read_what_is_said_meanwhile()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(2);
        using var process = TempcardProcess.Start("2> /dev/full", workplace.Here("issue", "--number", "*", "--json"));

        Outcome outcome = await process.EndAsync();

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("Produced", outcome.Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Whatever_the_mask_others_can_write_nowhere_and_read_no_secret()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);
        string folder = Path.Combine(workplace.Folder, "open", "mask");
        await DoneAsync("config", "new", folder);
        await DoneAsync("request", "new", "--amount", "1", "--config", folder);
        await DoneAsync("issue", "--number", "*", "--config", folder);

        Assert.All(
            Directory.GetFileSystemEntries(Path.Combine(workplace.Folder, "open"), "*", SearchOption.AllDirectories),
            path => Assert.False(Mode(path).HasFlag(UnixFileMode.OtherWrite), path));
        Assert.False(Mode(Path.Combine(folder, "secrets")).HasFlag(UnixFileMode.OtherExecute));

        static UnixFileMode Mode(string path) =>
            OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

        static async Task DoneAsync(params string[] arguments)
        {
            using var process = TempcardProcess.Start("", arguments, before: "umask 000");
            Outcome outcome = await process.EndAsync();
            Assert.True(outcome.ExitCode == 0, outcome.Error);
        }
    }

    [Fact]
    public async Task A_user_whom_no_list_has_works_under_a_number()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && CanBeReadByAll(AppContext.BaseDirectory), "Needs root.");
        using Workplace workplace = await Workplace.WithRequestsAsync(0);
        using (var chown = Process.Start("chown", ["-R", "54321", workplace.Folder]))
            await chown.WaitForExitAsync();
        await DoneAsync("request", "new", "--amount", "1");

        JsonElement history = (await DoneAsync("history")).Json;

        Assert.All(
            history.EnumerateArray(), entry => Assert.Equal("uid-54321", entry.GetProperty("operator").GetString()));

        async Task<Outcome> DoneAsync(params string[] arguments)
        {
            using var process = TempcardProcess.Start(
                "", workplace.Here([.. arguments, "--json"]), through: "setpriv --reuid=54321 --regid=54321 --clear-groups");
            Outcome outcome = await process.EndAsync();
            Assert.True(outcome.ExitCode == 0, outcome.Error);
            return outcome;
        }
    }

    private static bool CanBeReadByAll(string folder)
    {
        for (string? path = Path.GetFullPath(folder); path is not null; path = Path.GetDirectoryName(path))
        {
            if (!OperatingSystem.IsLinux() || !File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherExecute))
                return false;
        }

        return true;
    }

    /// <summary>Cards that take as long as real ones.</summary>
    private static async Task<Workplace> SlowAsync()
    {
        Workplace workplace = await Workplace.WithRequestsAsync(20);
        string file = Path.Combine(workplace.Folder, "tempcard.yaml");
        string yaml = await File.ReadAllTextAsync(file);
        string slow = yaml.Replace("cards: 1000", "cards: 1000, timing: true", StringComparison.Ordinal);
        Assert.NotEqual(yaml, slow);
        await File.WriteAllTextAsync(file, slow);
        return workplace;
    }
}
