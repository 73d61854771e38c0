using System.Runtime.Versioning;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Tests.Devices.PcSc;

namespace TempCardIssuance.Tests.Cli;

/// <summary>Several operators of one machine: processes of real users, which only root can start.</summary>
public sealed class GroupProcessTests
{
    private const int Group = 62000;

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Members_of_the_group_work_with_the_same_configuration()
    {
        using var folder = new PublicFolder();
        await folder.NeedAsync();

        await DoneAsync(folder, 62001, Group, "config", "new", folder.Inner, "--group", $"{Group}");
        Outcome check = await DoneAsync(folder, 62002, Group, "config", "test", folder.Inner);
        Assert.Equal(0, check.Json.GetProperty("problems").GetArrayLength());
        await DoneAsync(folder, 62001, Group, "request", "new", "--amount", "2", "--config", folder.Inner);
        await DoneAsync(folder, 62001, Group, "issue", "--number", "T-00001", "--config", folder.Inner);
        await DoneAsync(folder, 62002, Group, "issue", "--number", "T-00002", "--config", folder.Inner);
        await DoneAsync(folder, 62002, Group, "repeat", "B-000001", "--number", "T-00001", "--yes", "--config", folder.Inner);
        await DoneAsync(folder, 62001, Group, "complete", "B-000002", "--yes", "--config", folder.Inner);
        await DoneAsync(folder, 62002, Group, "audit", "verify", "--config", folder.Inner);

        foreach (string path in Directory.EnumerateFileSystemEntries(folder.Inner, "*", SearchOption.AllDirectories))
        {
            UnixFileMode mode = File.GetUnixFileMode(path);
            Assert.True(mode.HasFlag(UnixFileMode.GroupRead | UnixFileMode.GroupWrite), $"{path}: {mode}");
            Assert.False(mode.HasFlag(UnixFileMode.OtherWrite), $"{path}: {mode}");
        }
    }

    [Fact]
    public async Task Who_is_in_no_group_is_told_that_it_is_the_right_that_lacks()
    {
        using var folder = new PublicFolder();
        await folder.NeedAsync();
        await DoneAsync(folder, 62001, Group, "config", "new", folder.Inner, "--group", $"{Group}");

        Outcome other = await RunAsync(folder, 62003, 62003, "requests", "--config", folder.Inner);

        Assert.Equal(ErrorIds.ConfigurationNotReadable, other.JsonError.GetProperty("id").GetString());
        Assert.Equal(2, other.ExitCode);
    }

    [Fact]
    public async Task A_folder_can_be_shared_later()
    {
        using var folder = new PublicFolder();
        await folder.NeedAsync();
        await DoneAsync(folder, 62001, Group, "config", "new", folder.Inner);
        await DoneAsync(folder, 62001, Group, "request", "new", "--amount", "1", "--config", folder.Inner);
        await DoneAsync(folder, 62001, Group, "issue", "--number", "*", "--config", folder.Inner);
        Outcome alone = await RunAsync(
            folder, 62002, Group, "complete", "B-000001", "--yes", "--config", folder.Inner);
        Assert.Equal(ErrorIds.ConfigurationNotReadable, alone.JsonError.GetProperty("id").GetString());

        await DoneAsync(folder, 62001, Group, "config", "new", folder.Inner, "--group", $"{Group}", "--force");

        await DoneAsync(folder, 62002, Group, "complete", "B-000001", "--yes", "--config", folder.Inner);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task What_was_there_before_is_given_away_only_where_that_is_said_and_never_through_a_link()
    {
        using var folder = new PublicFolder();
        await folder.NeedAsync();
        string outside = Path.Combine(folder.Path, "private");
        await ShellAsync(
            folder,
            $"mkdir cards private; echo x > private/file; ln -s {outside} cards/link; ln -s {outside}/file cards/file");

        Outcome refused = await RunAsync(folder, 62001, Group, "config", "new", folder.Inner, "--group", $"{Group}");
        Assert.Equal(ErrorIds.GroupNotUsable, refused.JsonError.GetProperty("id").GetString());
        await DoneAsync(folder, 62001, Group, "config", "new", folder.Inner, "--group", $"{Group}", "--force");

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(outside));
        Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(outside, "file")));
    }

    [Fact]
    public async Task A_group_that_one_is_not_in_can_not_be_given_anything()
    {
        using var folder = new PublicFolder();
        await folder.NeedAsync();

        Outcome refused = await RunAsync(folder, 62001, 62001, "config", "new", folder.Inner, "--group", $"{Group}");
        Assert.Equal(ErrorIds.GroupNotUsable, refused.JsonError.GetProperty("id").GetString());
        Outcome unknown = await RunAsync(folder, 62001, 62001, "config", "new", folder.Inner, "--group", "nobody-s group");
        Assert.Equal(ErrorIds.GroupNotUsable, unknown.JsonError.GetProperty("id").GetString());
    }

    /// <summary>As the owner of the configuration.</summary>
    private static async Task ShellAsync(PublicFolder folder, string commands)
    {
        string[] user = [.. PublicFolder.As(62001, Group).Split(' ')[1..], "/bin/sh", "-c"];
        await Tool.RunAsync("setpriv", [.. user, $"umask 077; cd {folder.Path}; {commands}"]);
    }

    private static async Task<Outcome> DoneAsync(PublicFolder folder, int user, int group, params string[] arguments)
    {
        Outcome outcome = await RunAsync(folder, user, group, arguments);
        Assert.True(outcome.ExitCode == 0, $"{string.Join(' ', arguments)}: {outcome.Out}{outcome.Error}");
        return outcome;
    }

    private static async Task<Outcome> RunAsync(PublicFolder folder, int user, int group, params string[] arguments)
    {
        using var process = TempcardProcess.Start(
            "", [.. arguments, "--json"], before: $"umask 077; cd {folder.Path}", through: PublicFolder.As(user, group));
        return await process.EndAsync();
    }
}
