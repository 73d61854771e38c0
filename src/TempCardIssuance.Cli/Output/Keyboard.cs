namespace TempCardIssuance.Cli.Output;

/// <summary>The keyboard of the process, without showing what is typed.</summary>
internal static class Keyboard
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>From now on nothing that is typed is shown.</summary>
    /// <remarks>.NET takes the echo away when it looks at the keyboard for the first time, and leaves it so.</remarks>
    public static void Hide() => _ = Console.KeyAvailable;

    /// <summary>Waits for a key.</summary>
    /// <exception cref="OperationCanceledException">Somebody wants to stop.</exception>
    public static ConsoleKeyInfo Read(CancellationToken stop)
    {
        while (!Console.KeyAvailable)
        {
            stop.WaitHandle.WaitOne(Pause);
            stop.ThrowIfCancellationRequested();
        }

        return Console.ReadKey(intercept: true);
    }
}
