namespace TempCardIssuance.Core.Files;

/// <summary>Replaces files that somebody may hold open just now, as a web server does with a list that it gives out.</summary>
public static class HeldFile
{
    // [MS-ERREF] 2.2: where a file is open, Windows lets nobody put another into its place.
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);
    private const int AccessDenied = unchecked((int)0x80070005);

    private const int MostTries = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Moves a file to where another may be, and tries again for two seconds while that is held open.</summary>
    public static void Replace(string from, string to) =>
        Replace(() => File.Move(from, to, overwrite: true), () => Thread.Sleep(Pause));

    /// <param name="move">Puts the file there.</param>
    /// <param name="pause">Waits until it is worth another try.</param>
    internal static void Replace(Action move, Action pause)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                move();
                return;
            }
            catch (Exception e) when (tries < MostTries && IsHeld(e))
            {
                pause();
            }
        }
    }

    private static bool IsHeld(Exception e) => e switch
    {
        IOException { HResult: SharingViolation or LockViolation } => true,
        UnauthorizedAccessException { HResult: AccessDenied } => OperatingSystem.IsWindows(),
        _ => false,
    };
}
