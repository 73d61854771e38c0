using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.HandOver;

namespace TempCardIssuance.Core.Ports;

/// <summary>Tells the organisation's own systems what became of a card.</summary>
public interface IHandOverProgram
{
    /// <summary>How long it may take before it is ended.</summary>
    TimeSpan TimeOut { get; }

    /// <summary>Tells one event; the same may be told twice, where nobody knows whether it was told.</summary>
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.HandOverFailed"/>.</exception>
    Task TellAsync(HandOverNotice notice, CancellationToken cancellationToken);
}

/// <summary>What is told.</summary>
/// <param name="HandOver">What happened.</param>
/// <param name="Card">The card as it is now.</param>
/// <param name="Production">The production whose certificates it is about; null: there is none.</param>
public sealed record HandOverNotice(CardHandOver HandOver, TemporaryCard Card, CardProduction? Production);
