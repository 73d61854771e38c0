using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>The errors that only a command line has.</summary>
internal static class UsageErrors
{
    public static TempCardException NotUnderstood(string message, string command) => new(
        ErrorIds.UsageInvalid,
        ErrorKind.InvalidArgument,
        message,
        $"See '{command} --help'.");

    public static TempCardException NobodyToAsk(string question) => new(
        ErrorIds.ConfirmationRequired,
        ErrorKind.InvalidArgument,
        $"This has to be confirmed, and there is no terminal to ask at: {question}",
        "Add --yes.");

    public static TempCardException NoCardsNamed() => new(
        ErrorIds.NoCards,
        ErrorKind.InvalidArgument,
        "No card is named, and nothing is searched for.",
        "Name card numbers, or search with --number, --site and so on; --number '*' takes all that are requested.");

    public static TempCardException NoCardsFound() => new(
        ErrorIds.NoCards,
        ErrorKind.InvalidArgument,
        "No requested card matches.",
        $"Look for cards that can be issued with {Operation.FindRequested}.");

    public static TempCardException Stopped() => new(
        ErrorIds.Interrupted,
        ErrorKind.Interrupted,
        "Stopped before anything was begun.");

    public static TempCardException StoppedUpkeep() => new(
        ErrorIds.Interrupted,
        ErrorKind.Interrupted,
        "Upkeep was stopped before its end; what it has done stays done.",
        $"{Operation.Upkeep} does the rest.");

    public static TempCardException Unexpected(Exception error) => new(
        ErrorIds.Unexpected,
        ErrorKind.Unavailable,
        $"{error.GetType().Name}: {error.Message}",
        "Please report it with this text.",
        inner: error);
}
