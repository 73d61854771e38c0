using System.Collections.ObjectModel;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Core.Operations.Planning;

/// <summary>What an operator wants issued; null means "as configured".</summary>
public sealed record IssuanceRequest
{
    public required IReadOnlyList<string> CardNumbers { get; init; }

    /// <summary>Digits of the PIN.</summary>
    public int? PinLength { get; init; }

    /// <summary>Digits of the PUK.</summary>
    public int? PukLength { get; init; }

    /// <summary>Whether the chip is written.</summary>
    public bool? Encode { get; init; }

    /// <summary>Names of certificate profiles; an empty list: none.</summary>
    public IReadOnlyList<string>? Certificates { get; init; }

    /// <summary>Whether the faces are printed.</summary>
    public bool? Print { get; init; }

    /// <summary>Names of the stations to work at.</summary>
    public IReadOnlyList<string>? Stations { get; init; }

    /// <summary>Whether the batch waits for a station of any computer to take it up; no station can be named then.</summary>
    public bool Enqueue { get; init; }
}

/// <summary>What would be issued: the cards that can be, and the options that would hold for them.</summary>
public sealed record IssuancePlan(IReadOnlyList<TemporaryCard> Cards, BatchOptions Options)
{
    /// <summary>Whether the batch is only put in line.</summary>
    public bool Enqueue { get; init; }
}

/// <summary>What would be made again.</summary>
/// <param name="Batch">The batch with its productions.</param>
/// <param name="Cards">Cards that failed, or that were named.</param>
/// <param name="Options">The options of the batch, with the stations to work at.</param>
/// <param name="Reason">Why.</param>
public sealed record RepeatPlan(
    CardBatch Batch, IReadOnlyList<TemporaryCard> Cards, BatchOptions Options, string Reason)
{
    /// <summary>Whether the batch is only put in line.</summary>
    public bool Enqueue { get; init; }

    /// <summary>The cards among them that are good, which spoils them.</summary>
    public IReadOnlyList<TemporaryCard> Good => [.. Cards.Where(card => card.State == CardState.Unassigned)];
}

/// <summary>Which cards of a batch to make again.</summary>
public sealed record RepeatRequest
{
    public const string DefaultReason = "Repeated by the operator";

    public required string BatchId { get; init; }

    /// <summary>Cards that failed or came out wrong; null: all that failed.</summary>
    public IReadOnlyList<string>? CardNumbers { get; init; }

    /// <summary>
    /// Which try of a card is meant, by number; where another one has come since, the card is refused. Cards that are
    /// not here are meant as they are.
    /// </summary>
    public IReadOnlyDictionary<string, int> Attempts { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    public string Reason { get; init; } = DefaultReason;

    /// <summary>Other stations than those of the batch.</summary>
    public IReadOnlyList<string>? Stations { get; init; }

    /// <inheritdoc cref="IssuanceRequest.Enqueue"/>
    public bool Enqueue { get; init; }
}
