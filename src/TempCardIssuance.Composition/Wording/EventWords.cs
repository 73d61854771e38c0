using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Wording;

/// <summary>What happens while cards are made, in words.</summary>
public static class EventWords
{
    public const string Stopping = "Stopping: each station finishes the card in hand.";

    /// <summary>The error that an event is about; null where it is none.</summary>
    public static TempCardException? Error(IssuanceEvent happened) => happened switch
    {
        CardRefused refused => refused.Error,
        ProductionEnded { Production.ErrorId: not null } ended => IssuanceErrors.CardFailed(ended.Production, ended.Error),
        StationStopped stopped => stopped.Error,
        BatchSkipped skipped => skipped.Error,
        _ => null,
    };

    /// <summary>What an operator has to know at once though it is no error; null: nothing.</summary>
    public static Remedy? Warning(IssuanceEvent happened) => happened switch
    {
        OperatorWanted wanted => Wanted(wanted),
        RevocationsPending pending => Remedy.Of(
            $"{pending.Count} certificate(s) could not be revoked now and stay in the queue: {pending.Reason}"),
        HandOverPending pending => Remedy.Of(
            $"{pending.HandOver.CardNumber}: {UpkeepWords.Word(pending.HandOver.Event)}: not in force yet, pending since {pending.HandOver.At.LocalDateTime:yyyy-MM-dd HH:mm:ss}{Clause(pending.Reason)} {Operation.Upkeep} tries again."),
        UpkeepProblem problem => WithRemedy(problem.Error.Message, problem.Error),
        AuthorityEndsSoon soon => Remedy.Of(
            $"Authority '{soon.Authority}': {soon.Term.What} ends on {soon.Term.Until.LocalDateTime:yyyy-MM-dd}; have it renewed before."),
        StoreBeginsAnew anew => Remedy.Of(
            $"The store is empty, but {string.Join(" and ", anew.Traces)} show(s) that there was another: numbers begin anew, over cards that have them already. If 'store:' was changed, bring the old store over with {Operation.CopyStore} first."),
        _ => null,
    };

    /// <summary>What stands in a log, a line each; null where it is not worth one.</summary>
    public static Remedy? Line(IssuanceEvent happened) => happened switch
    {
        ProductionBegun begun => Remedy.Of($"Batch {begun.Batch.Id}: {PlanWords.Count(begun.Cards)}."),
        CardRefused refused => WithRemedy(
            $"{refused.CardNumber}: refused: {refused.Error.Message} [{refused.Error.ErrorId}]", refused.Error),
        ProductionEnded ended => WithRemedy(Ended(ended), ended.Error),
        StationStopped stopped => WithRemedy(
            $"{stopped.Station}: stopped: {stopped.Error.Message} [{stopped.Error.ErrorId}]", stopped.Error),
        BatchSkipped skipped => WithRemedy(
            $"{skipped.BatchId}: left to others: {skipped.Error.Message} [{skipped.Error.ErrorId}]", skipped.Error),
        HandedOver told => Remedy.Of(
            $"{told.HandOver.CardNumber}: {UpkeepWords.Word(told.HandOver.Event)}: in force."),
        BatchLeft left => Remedy.Of($"Batch {left.Batch.Id}: {left.Batch.State}; nothing more to do here."),
        _ => Warning(happened),
    };

    /// <summary>For example <c>certificate 9A</c>.</summary>
    public static string Step(ChipStep step) => $"{step.Name} {step.Detail}".TrimEnd();

    private static string Clause(string? reason) => reason is null ? "." : $": {reason}";

    private static Remedy WithRemedy(string text, TempCardException? error) =>
        error?.Remedy is { } remedy ? Remedy.Of($"{text} {remedy}") : Remedy.Of(text);

    private static Remedy Wanted(OperatorWanted wanted) => wanted.Remedy is { } remedy
        ? Remedy.Of($"{wanted.Station}: {wanted.CardNumber}: {wanted.Message} {remedy}")
        : Remedy.Of($"{wanted.Station}: {wanted.CardNumber}: {wanted.Message}");

    /// <summary>For example <c>desk-1: T-00001: Succeeded in 0.8 s, 22 commands</c>.</summary>
    private static string Ended(ProductionEnded ended)
    {
        CardProduction production = ended.Production;
        string text = $"{production.Station}: {production.CardNumber}: {production.State}";
        if (production.ErrorId is not null)
            return $"{text}: {production.Message} [{production.ErrorId}]";
        if (production.Duration is { } duration)
            text += FormattableString.Invariant($" in {duration.TotalSeconds:0.0} s");
        return ended.Chip is { } chip ? $"{text}, {chip.Commands} commands" : text;
    }
}
