using System.Text.Json;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

/// <summary>What <c>tempcard</c> says where an authority can't revoke, and after something was put back.</summary>
public sealed class SettleCommandTests
{
    [Theory]
    [InlineData()]
    [InlineData("--number", "T-00001")]
    public async Task A_revocation_that_could_not_be_done_is_a_warning_and_exit_code_1(params string[] which)
    {
        using Workplace workplace = await IssuedAsync(2);

        Outcome outcome = await BreakAsync(
            () => workplace.RunAsync(["cancel", "B-000001", .. which, "--yes"]),
            Path.Combine(workplace.Folder, "ca"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("could not be revoked", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("B-000001", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_command_that_revokes_says_so_as_long_as_something_waits()
    {
        using Workplace workplace = await IssuedAsync(2);
        string folder = Path.Combine(workplace.Folder, "ca");
        await BreakAsync(() => workplace.RunAsync("cancel", "B-000001", "--number", "T-00002", "--yes"), folder);

        Outcome still = await BreakAsync(() => workplace.RunAsync("complete", "B-000001", "--yes", "--json"), folder);
        Outcome unable = await BreakAsync(
            () => workplace.RunAsync("certificates", "settle", "--yes", "--json"), folder);
        Outcome done = await workplace.RunAsync("certificates", "settle", "--yes", "--json");

        Assert.Equal(1, still.ExitCode);
        JsonElement pending = Assert.Single(still.Events);
        Assert.Equal("revocationsPending", pending.GetProperty("event").GetString());
        Assert.Equal(1, pending.GetProperty("count").GetInt32());
        Assert.Equal((3, ErrorIds.AuthorityKeyChanged), (unable.ExitCode, Id(unable)));
        Assert.Equal((0, ""), (done.ExitCode, done.Error));
        Assert.Empty((await workplace.DoneAsync("certificates", "--state", "revocationPending")).EnumerateArray());
    }

    [Fact]
    public async Task What_was_put_back_is_told_looked_at_and_settled()
    {
        using Workplace workplace = await IssuedAsync(2);
        string folder = Path.Combine(workplace.Folder, "ca");
        Dictionary<string, byte[]> old = Directory.GetFiles(folder)
            .ToDictionary(f => f, File.ReadAllBytes, StringComparer.Ordinal);
        await workplace.DoneAsync("request", "new", "--amount", "2");
        await workplace.DoneAsync("issue", "--number", "T-00003");
        foreach ((string file, byte[] content) in old)
            await File.WriteAllBytesAsync(file, content);

        Outcome refused = await workplace.RunAsync("issue", "--number", "T-00004", "--json");
        Outcome check = await workplace.RunAsync("store", "check");
        Outcome preview = await workplace.RunAsync("certificates", "settle", "--what-if");
        Outcome unasked = await workplace.RunAsync("certificates", "settle", "--json");
        Outcome settled = await workplace.RunAsync("certificates", "settle", "--authority", "local", "--yes", "--json");
        Outcome again = await workplace.RunAsync("issue", "--number", "T-00004", "--json");

        Assert.Equal((3, ErrorIds.AuthorityWentBack), (refused.ExitCode, Id(refused)));
        Assert.Contains("tempcard certificates settle", refused.JsonError.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("NOT SOUND", check.Out, StringComparison.Ordinal);
        Assert.Equal(0, preview.ExitCode);
        Assert.Equal((2, ErrorIds.ConfirmationRequired), (unasked.ExitCode, Id(unasked)));
        Assert.True(Assert.Single(settled.Json.EnumerateArray()).GetProperty("authorityWentBack").GetBoolean());
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(0, (await workplace.RunAsync("store", "check")).ExitCode);
    }

    private static string? Id(Outcome outcome) => outcome.JsonError.GetProperty("id").GetString();

    private static async Task<Workplace> IssuedAsync(int amount)
    {
        Workplace workplace = await Workplace.WithRequestsAsync(amount);
        await workplace.DoneAsync(["issue", .. Enumerable.Range(1, amount).Select(i => $"T-{i:00000}")]);
        return workplace;
    }

    /// <summary>While the folder of the authority is out of reach.</summary>
    private static async Task<Outcome> BreakAsync(Func<Task<Outcome>> run, string folder)
    {
        Directory.Move(folder, folder + "-away");
        Outcome outcome = await run();
        Assert.False(Directory.Exists(folder));
        Directory.Move(folder + "-away", folder);
        return outcome;
    }
}
