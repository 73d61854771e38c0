using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Cli;

/// <summary>A folder in which every user can make files; the sticky bit keeps what is another's.</summary>
internal sealed class PublicFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PublicFolder()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, (UnixFileMode)0b001_111_111_111);
    }

    public string Path => _folder.Path;

    /// <summary>What an operator may make in it.</summary>
    public string Inner => _folder["cards"];

    /// <summary>Starts a program as a user that need not have a name, in one group and no other.</summary>
    public static string As(int user, int group) => $"setpriv --reuid={user} --regid={group} --clear-groups";

    /// <summary>Skips the test where no process of another user can be started here.</summary>
    public async Task NeedAsync()
    {
        using var process = TempcardProcess.Start("", ["--version"], before: $"cd {Path}", through: As(62001, 62001));
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && (await process.EndAsync()).ExitCode == 0,
            "Only root can start processes of other users, and they must be able to read this build.");
    }

    public void Dispose() => _folder.Dispose();
}
