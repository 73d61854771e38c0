using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TempCardIssuance.Core.Programs;

/// <summary>
/// A program with all that it starts, apart from this process: Ctrl+C in the terminal, which is for us, does not end it
/// in the middle of its work, and it is ended as a whole.
/// </summary>
/// <remarks>
/// .NET makes groups on Windows only. Elsewhere <c>setsid</c> does (util-linux, BusyBox), and becomes the program.
/// macOS has none: Ctrl+C reaches the program there, and what has parted from its parents outlives a time-out.
/// </remarks>
internal static class ProcessGroup
{
    private const int KillSignal = 9; // SIGKILL

    private static readonly string? SetSid = OperatingSystem.IsWindows()
        ? null
        : Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists);

    public static ProcessStartInfo StartInfo(string path, IReadOnlyList<string> arguments)
    {
        if (SetSid is not null)
            return new ProcessStartInfo(SetSid, [path, .. arguments]);
        var start = new ProcessStartInfo(path, arguments);
        if (OperatingSystem.IsWindows())
            start.CreateNewProcessGroup = true;
        return start;
    }

    /// <summary>
    /// First by who started whom, as some part from the group, then the group, as some part from who started them.
    /// </summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (AggregateException)
        {
            // Some are another user's.
        }

        if (SetSid is not null)
            _ = SendSignal(-process.Id, KillSignal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
