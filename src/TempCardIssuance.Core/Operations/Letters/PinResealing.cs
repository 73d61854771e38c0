using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Letters;

/// <summary>What came of sealing again.</summary>
/// <param name="Resealed">Productions that were sealed to the recipients of today.</param>
/// <param name="Current">Those that were already.</param>
/// <param name="Unreadable">Those of which something is sealed for others than the owner of the key.</param>
/// <param name="Broken">Those whose messages are not what was sealed, by card; they were left as they are.</param>
public sealed record ResealResult(int Resealed, int Current, int Unreadable, IReadOnlyList<string> Broken);

/// <summary>
/// Seals PINs and PUKs again, to the recipients of today: after a change of staff. Each production is done by itself, so
/// that it goes on where it was stopped; what is done is not done again.
/// </summary>
public sealed class PinResealing(ICardStore store, ISecretSealer sealer, Actor actor)
{
    private const int PageSize = 200;

    private readonly SealedPins _pins = new(store);

    /// <summary>How many productions are sealed for others than the recipients of today; changes nothing.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.RecipientMissing"/>, <see cref="ErrorIds.RecipientInvalid"/>.</exception>
    public async Task<int> CountAsync(string reason, CancellationToken stop)
    {
        PinReading.CheckReason(reason);
        sealer.Check();
        int count = 0;
        await foreach (CardProduction production in AllAsync(stop))
            count += IsCurrent(production) ? 0 : 1;
        return count;
    }

    /// <param name="opener">The key of a recipient of before.</param>
    /// <param name="reason">One line for the audit trail.</param>
    /// <param name="stop">Ends it between two productions.</param>
    public async Task<ResealResult> RunAsync(ISecretOpener opener, string reason, CancellationToken stop)
    {
        int resealed = 0, current = 0, unreadable = 0;
        List<string> broken = [];
        await foreach (CardProduction production in AllAsync(stop))
        {
            if (IsCurrent(production))
            {
                current++;
                continue;
            }

            try
            {
                (bool isDone, bool isLeft) = await ResealAsync(production, opener, reason, stop);
                resealed += isDone ? 1 : 0;
                unreadable += isLeft ? 1 : 0;
            }
            catch (TempCardException e) when (e.ErrorId is ErrorIds.SealBroken)
            {
                broken.Add(production.CardNumber);
            }
        }

        return new ResealResult(resealed, current, unreadable, broken);
    }

    private async IAsyncEnumerable<CardProduction> AllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        string? after = null;
        while (await store.GetSealedAsync(after, PageSize, stop) is { Count: > 0 } page)
        {
            foreach (CardProduction production in page)
                yield return production;
            after = page[^1].Id;
        }
    }

    private bool IsCurrent(CardProduction production) =>
        (production.SealedPins is null
            || (IsFor(SealedKind.Pin, production.SealedPins) && (production.SealedPuk is not null || !sealer.SealsPuksApart)))
        && (production.SealedPuk is null || IsFor(SealedKind.Puk, production.SealedPuk));

    /// <summary>A message that can't be read at all is opened, which says so.</summary>
    private bool IsFor(SealedKind kind, string message)
    {
        try
        {
            return sealer.IsForToday(kind, message);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.SealBroken)
        {
            return false;
        }
    }

    private async Task<(bool IsDone, bool IsLeft)> ResealAsync(
        CardProduction production, ISecretOpener opener, string reason, CancellationToken stop)
    {
        await _pins.CheckAsync(production, stop);
        using OpenedPins? pins = TryOpen(production, production.SealedPins, opener);
        using OpenedPins? puk = TryOpen(production, production.SealedPuk, opener);
        bool isLeft = (pins is null && Wants(SealedKind.Pin, production.SealedPins))
            || (puk is null && Wants(SealedKind.Puk, production.SealedPuk));
        SealedPair sealedPair = PinEnvelope.Seal(sealer, production, pins?.Pin, puk?.Puk ?? pins?.Puk);
        (string? Pins, string? Puk) from = (production.SealedPins, production.SealedPuk);
        (string? Pins, string? Puk) to = (
            sealedPair.Pins?.Text ?? from.Pins, sealedPair.Puk?.Text ?? (puk is null ? from.Puk : null));
        if (pins is null && puk is null)
            return (false, isLeft);
        // What stays as it is stands on the trail with its hash, too.
        string record = SealRecord.Of(
            sealedPair.Pins ?? Kept(from.Pins), sealedPair.Puk ?? (to.Puk is null ? null : Kept(from.Puk)));
        AuditEvent entry = actor.Event(
            AuditKinds.PinResealed,
            production.CardNumber,
            production.BatchId,
            production.Id,
            detail: $"with the key of {opener.Recipient.Replace(';', ',')}: {reason.Replace(';', ',')}; {record}");
        await store.ApplyAsync(
            new ChangeSet([new Reseal(production.Id, from, to)], [entry]), CancellationToken.None);
        return (true, isLeft);
    }

    private bool Wants(SealedKind kind, string? message) => message is not null && !IsFor(kind, message);

    private static SealedMessage? Kept(string? message) =>
        message is null ? null : new SealedMessage(message, ["the recipients of before"]);

    private static OpenedPins? TryOpen(CardProduction production, string? message, ISecretOpener opener)
    {
        try
        {
            return message is null ? null : SealedPins.Open(production, message, opener);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.NoRecipient)
        {
            return null;
        }
    }
}
