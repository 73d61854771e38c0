using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>What happens while cards are made, for whoever watches. Reported from several threads at once.</summary>
public abstract record IssuanceEvent;

/// <summary>A card that was asked for can't be part of this; the others go on.</summary>
public sealed record CardRefused(string CardNumber, TempCardException Error) : IssuanceEvent;

/// <summary>Production begins.</summary>
/// <param name="Batch">The batch, without its productions.</param>
/// <param name="Cards">How many cards are to be made now.</param>
public sealed record ProductionBegun(CardBatch Batch, int Cards) : IssuanceEvent;

/// <summary>A station has taken a card to make.</summary>
public sealed record CardTaken(string Station, string CardNumber, int Attempt) : IssuanceEvent;

/// <summary>A station does the next thing on a card.</summary>
public sealed record CardStep(string Station, string CardNumber, ChipStep Step) : IssuanceEvent;

/// <summary>A person has to do something at a station.</summary>
/// <param name="Station">Where.</param>
/// <param name="CardNumber">The card that waits for it.</param>
/// <param name="Message">What happened, or what to do.</param>
/// <param name="Remedy">What to do, where the message does not say it.</param>
public sealed record OperatorWanted(string Station, string CardNumber, string Message, Remedy? Remedy = null) : IssuanceEvent;

/// <summary>A production ended, one way or the other.</summary>
/// <param name="Production">How it ended, with its certificates.</param>
/// <param name="Chip">How the encoding went, where there was one that succeeded.</param>
public sealed record ProductionEnded(CardProduction Production, ChipResult? Chip) : IssuanceEvent
{
    /// <summary>
    /// Why it failed, and what to do about it, which the store does not keep; null: it did not fail, or whoever could
    /// tell is gone.
    /// </summary>
    public TempCardException? Error { get; init; }
}

/// <summary>A station does no more work for this batch; the others go on.</summary>
public sealed record StationStopped(string Station, TempCardException Error) : IssuanceEvent;

/// <summary>This process has nothing to do for a batch of others any more.</summary>
/// <param name="Batch">The batch with its productions; still Producing where others go on.</param>
public sealed record BatchLeft(CardBatch Batch) : IssuanceEvent;

/// <summary>A batch that others work on can't be worked on here now; it is tried again.</summary>
public sealed record BatchSkipped(string BatchId, TempCardException Error) : IssuanceEvent;

/// <summary>A letter came out, or did not, or nobody knows.</summary>
public sealed record LetterEnded(PinLetter Letter) : IssuanceEvent;

/// <summary>Certificates could not be revoked now; they stay in the queue.</summary>
public sealed record RevocationsPending(int Count, string Reason) : IssuanceEvent;

/// <summary>The organisation's own systems know what became of a card: it is in force.</summary>
public sealed record HandedOver(CardHandOver HandOver) : IssuanceEvent;

/// <summary>The organisation's own systems could not be told now; it is tried again.</summary>
/// <param name="HandOver">What waits.</param>
/// <param name="Reason">Why; null: something else is told before.</param>
public sealed record HandOverPending(CardHandOver HandOver, string? Reason) : IssuanceEvent;

/// <summary>Something that upkeep could not do; the rest goes on.</summary>
public sealed record UpkeepProblem(TempCardException Error) : IssuanceEvent;

/// <summary>Something of an authority has to be renewed soon.</summary>
public sealed record AuthorityEndsSoon(string Authority, AuthorityTerm Term) : IssuanceEvent;

/// <summary>An empty store is about to be used where there was another one before.</summary>
/// <param name="Traces">Files and folders that show it.</param>
public sealed record StoreBeginsAnew(IReadOnlyList<string> Traces) : IssuanceEvent;
