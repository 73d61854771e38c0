using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>What scripts decide by; part of the public interface.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Some cards failed or were refused, the work was stopped, or a check found something.</summary>
    public const int CardsFailed = 1;

    /// <summary>The command line, a file that was given or the configuration can't be used.</summary>
    public const int Usage = 2;

    /// <summary>The store, an authority, a printer or a station can't work now; nothing was touched.</summary>
    public const int NotStarted = 3;

    public static int Of(TempCardException error) => error.Kind switch
    {
        ErrorKind.InvalidState or ErrorKind.Busy or ErrorKind.Security or ErrorKind.Interrupted => CardsFailed,
        ErrorKind.Device or ErrorKind.Unavailable => NotStarted,
        _ => Usage,
    };
}
