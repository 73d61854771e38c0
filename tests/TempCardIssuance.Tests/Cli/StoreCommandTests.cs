using System.Text.Json;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

public sealed class StoreCommandTests
{
    [Fact]
    public async Task A_store_is_checked_and_copied()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(2);
        string copy = Path.Combine(workplace.Folder, "copy.db");

        JsonElement check = await workplace.DoneAsync("store", "check");
        Outcome backup = await workplace.RunAsync("store", "backup", copy);
        Outcome again = await workplace.RunAsync("store", "backup", copy, "--json");

        Assert.True(check.GetProperty("isSound").GetBoolean());
        Assert.Equal(0, backup.ExitCode);
        Assert.Contains("copy.db: sound", backup.Out, StringComparison.Ordinal);
        Assert.True(new FileInfo(copy).Length > 0);
        Assert.Equal(ErrorIds.BackupNotPossible, again.JsonError.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Certificates_are_shown_by_state()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);
        await workplace.DoneAsync("issue", "--number", "T-00001");

        JsonElement active = await workplace.DoneAsync("certificates", "T-*", "--state", "active");
        JsonElement pending = await workplace.DoneAsync("certificates", "--state", "revocationPending");

        Assert.Equal("T-00001", Assert.Single(active.EnumerateArray()).GetProperty("cardNumber").GetString());
        Assert.Empty(pending.EnumerateArray());
    }
}
