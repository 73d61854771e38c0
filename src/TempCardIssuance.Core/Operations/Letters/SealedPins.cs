using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Letters;

/// <summary>The sealed PIN or PUK of a card, found and compared with the audit trail; nobody has opened it yet.</summary>
/// <param name="Card">The card.</param>
/// <param name="Production">What was made of it.</param>
/// <param name="Kind">Which of both is wanted.</param>
/// <param name="Message">Where it is.</param>
public sealed record SealedPin(TemporaryCard Card, CardProduction Production, SealedKind Kind, string Message);

/// <summary>Finds sealed PINs and PUKs, and opens them.</summary>
internal sealed class SealedPins(ICardStore store)
{
    /// <summary>Finds what is sealed for a card that is in use, and sees to it that it is what was sealed for it.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.PinNotAvailable"/> or <see cref="ErrorIds.SealBroken"/>.
    /// </exception>
    public async Task<SealedPin> FindAsync(TemporaryCard card, SealedKind kind, CancellationToken stop)
    {
        CardProduction production = await FindProductionAsync(card, stop);
        if (kind == SealedKind.Pin && production.PinSetAt is not null)
            throw PinErrors.ChosenByHolder(production);
        string message = (kind == SealedKind.Pin ? production.SealedPins : production.SealedPuk ?? production.SealedPins)
            ?? throw PinErrors.NotSealed(production, kind);
        return new SealedPin(card, production, kind, message);
    }

    /// <summary>The production of a card that is in use.</summary>
    public async Task<CardProduction> FindProductionAsync(TemporaryCard card, CancellationToken stop)
    {
        if (card.State is CardState.Revoked or CardState.Locked or CardState.Returned)
            throw PinErrors.GivenUp(card);
        IReadOnlyList<CardProduction> all = await store.GetProductionsAsync(card.CardNumber, stop);
        CardProduction production = all.LastOrDefault(p => p.State == ProductionState.Succeeded)
            ?? throw PinErrors.NoGoodProduction(card, all.Count == 0 ? null : all[^1]);
        await CheckAsync(production, stop);
        return production;
    }

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.SealBroken"/>: the store has something else than the audit trail says.
    /// </exception>
    public async Task CheckAsync(CardProduction production, CancellationToken stop)
    {
        SealTrail seal = SealTrail.Unknown;
        await foreach (Audit.AuditEvent entry in store.ReadAuditAsync(
            new AuditQuery { CardNumber = production.CardNumber, BatchId = production.BatchId }, stop))
        {
            if (entry.ProductionId == production.Id)
                seal = seal.After(entry);
        }

        if (!seal.Fits(production))
            throw PinErrors.Broken(production);
    }

    /// <summary>Opens a message, and sees to it that it was sealed for this production.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.NoRecipient"/> or <see cref="ErrorIds.SealBroken"/>.
    /// </exception>
    public static OpenedPins Open(CardProduction production, string message, ISecretOpener opener)
    {
        try
        {
            using SecretBytes content = opener.Open(message);
            return PinEnvelope.Read(content, production) ?? throw PinErrors.Broken(production);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.SealBroken)
        {
            throw PinErrors.Broken(production, e);
        }
    }
}
