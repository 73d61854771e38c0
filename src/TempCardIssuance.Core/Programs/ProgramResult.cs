using System.Globalization;

namespace TempCardIssuance.Core.Programs;

/// <summary>How a program ended.</summary>
public enum ProgramEnd
{
    /// <summary>By itself.</summary>
    Exited,

    /// <summary>It took too long and was ended.</summary>
    TimedOut,

    /// <summary>It could not be started.</summary>
    NotStarted,
}

/// <summary>What became of a program.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Of one that exited; on Unix 128 and the signal where that ended it.</param>
/// <param name="ErrorText">
/// The beginning of what it wrote to its standard error, without white space around it; why, of one that was not
/// started.
/// </param>
public sealed record ProgramResult(ProgramEnd End, int ExitCode, string ErrorText)
{
    public bool Succeeded => End == ProgramEnd.Exited && ExitCode == 0;

    /// <summary>The text of the error after a colon, or nothing.</summary>
    public string ErrorClause => ErrorText.Length == 0 ? "" : $": {ErrorText}";

    /// <summary>What went wrong, as a clause behind the name of the program.</summary>
    /// <param name="timeOut">How long it had.</param>
    public string Problem(TimeSpan timeOut) => End switch
    {
        ProgramEnd.NotStarted => $"can't be started{ErrorClause}",
        ProgramEnd.TimedOut => string.Create(
            CultureInfo.InvariantCulture,
            $"did not end within {timeOut.TotalSeconds:0.#} seconds and was stopped{ErrorClause}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"ended with exit code {ExitCode}{ErrorClause}"),
    };
}
