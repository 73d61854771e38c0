using System.Diagnostics;

namespace TempCardIssuance.FaultHost;

/// <summary>Counts the points that are passed, and kills or stops the process at one of them.</summary>
/// <param name="atPoint">The first is 1; 0: never.</param>
/// <param name="stops">Whether it is only stopped there, until somebody lets it go on.</param>
internal sealed class Fuse(int atPoint, bool stops)
{
    private int _points;

    public int Points => _points;

    /// <summary>Everything the process has done until here has happened, and nothing after it.</summary>
    public void Pass()
    {
        if (Interlocked.Increment(ref _points) != atPoint)
            return;
        if (stops)
        {
            using var kill = Process.Start("kill", ["-STOP", $"{Environment.ProcessId}"]);
            kill.WaitForExit();
            return;
        }

        // SIGKILL, as by kill -9: nothing is flushed, finalised or given back.
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
