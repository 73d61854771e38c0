namespace TempCardIssuance.Printing.Command;

/// <summary>
/// What the exit codes of a program that prints mean, by the names of sysexits.h. All others: nobody knows whether
/// something came out.
/// </summary>
internal static class PrintCodes
{
    /// <summary>EX_NOINPUT: no blanks or no ribbon; nothing was printed.</summary>
    public const int Empty = 66;

    /// <summary>EX_TEMPFAIL: nothing was printed, and the same can be tried again.</summary>
    public const int TryAgain = 75;
}
