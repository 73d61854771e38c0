using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Cli.Output;

/// <summary>Shows what happens while cards are made.</summary>
internal interface IProductionView
{
    /// <summary>Shows the events of a piece of work as long as it goes on.</summary>
    Task<T> ShowAsync<T>(Func<IProgress<IssuanceEvent>, Task<T>> work, CancellationToken stop);
}

/// <summary>Words that all views share.</summary>
internal static class ProductionWords
{
    public const string Stopping = "Stopping: each station finishes the card in hand.";

    public static string Of(CardRefused refused) =>
        $"{refused.CardNumber}: refused: {CommandWording.Of(refused.Error.Message)} [{refused.Error.ErrorId}]";

    public static string Of(OperatorWanted wanted) => $"{wanted.Station}: {wanted.CardNumber}: {wanted.Message}";

    public static string Of(StationStopped stopped) =>
        $"{stopped.Station}: stopped: {CommandWording.Of(stopped.Error.Message)} [{stopped.Error.ErrorId}]";

    public static string Of(BatchSkipped skipped) =>
        $"{skipped.BatchId}: left to others: {CommandWording.Of(skipped.Error.Message)} [{skipped.Error.ErrorId}]";

    public static string Of(BatchLeft left) =>
        $"Batch {left.Batch.Id}: {left.Batch.State}; nothing more to do here.";

    public static string Of(RevocationsPending pending) =>
        $"{pending.Count} certificate(s) could not be revoked now and stay in the queue: {pending.Reason}";

    /// <summary>For example <c>desk-1: T-00001: Succeeded in 0.8 s, 22 commands</c>.</summary>
    public static string Of(ProductionEnded ended)
    {
        var production = ended.Production;
        string text = $"{production.Station}: {production.CardNumber}: {production.State}";
        if (production.ErrorId is not null)
            return $"{text}: {CommandWording.Of(production.Message ?? "")} [{production.ErrorId}]";
        if (production.Duration is { } duration)
            text += FormattableString.Invariant($" in {duration.TotalSeconds:0.0} s");
        return ended.Chip is { } chip ? $"{text}, {chip.Commands} commands" : text;
    }
}
