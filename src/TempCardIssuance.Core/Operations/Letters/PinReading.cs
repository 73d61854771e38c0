using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Core.Operations.Letters;

/// <summary>Whose PIN is to be read, and why. One of the first three is said.</summary>
public sealed record PinRequest
{
    public string? CardNumber { get; init; }

    /// <summary>See <see cref="BodyIdentity"/>.</summary>
    public string? BodyId { get; init; }

    /// <summary>See <see cref="PinLetter.Number"/>.</summary>
    public string? Letter { get; init; }

    /// <summary>Which of both.</summary>
    public SealedKind Kind { get; init; }

    /// <summary>One line for the audit trail.</summary>
    public required string Reason { get; init; }
}

/// <summary>Gives PINs and PUKs to somebody who has the key of a recipient.</summary>
public sealed class PinReading(ICardStore store, Actor actor)
{
    private readonly SealedPins _pins = new(store);

    /// <summary>Finds what is to be opened; needs no key.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardNotFound"/>, <see cref="ErrorIds.CardNotOurs"/>, <see cref="ErrorIds.LetterNotFound"/>,
    /// <see cref="ErrorIds.PinNotAvailable"/>, <see cref="ErrorIds.SealBroken"/>, <see cref="ErrorIds.NoteInvalid"/>.
    /// </exception>
    public async Task<SealedPin> FindAsync(PinRequest request, CancellationToken stop)
    {
        CheckReason(request.Reason);
        return await _pins.FindAsync(await CardOfAsync(request, stop), request.Kind, stop);
    }

    /// <summary>
    /// Opens it, puts on the trail who reads it and why, and only then gives it: where the store can't be written nothing
    /// is given. To be disposed of.
    /// </summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.NoRecipient"/> or <see cref="ErrorIds.SealBroken"/>.
    /// </exception>
    public async Task<SecretBytes> ReadAsync(SealedPin sealedPin, PinRequest request, ISecretOpener opener)
    {
        using OpenedPins opened = SealedPins.Open(sealedPin.Production, sealedPin.Message, opener);
        SecretBytes value = (sealedPin.Kind == SealedKind.Pin ? opened.Pin : opened.Puk)
            ?? throw PinErrors.NotSealed(sealedPin.Production, sealedPin.Kind);
        AuditEvent entry = actor.Event(
            AuditKinds.PinRead,
            sealedPin.Card.CardNumber,
            sealedPin.Production.BatchId,
            sealedPin.Production.Id,
            detail: $"{PinErrors.Name(sealedPin.Kind)} with the key of {opener.Recipient}: {request.Reason}");
        await store.ApplyAsync(new ChangeSet([], [entry]), CancellationToken.None);
        return value.Copy();
    }

    /// <exception cref="TempCardException"><see cref="ErrorIds.NoteInvalid"/> or <see cref="ErrorIds.UsageInvalid"/>.</exception>
    internal static void CheckReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw PinErrors.ReasonMissing();
        if (ControlCharacters.Find(reason) is var (name, place))
            throw LifeErrors.NoteInvalid($"there is the control character {name} at place {place}");
    }

    private async Task<TemporaryCard> CardOfAsync(PinRequest request, CancellationToken stop)
    {
        string? number = request switch
        {
            { CardNumber: { } card, BodyId: null, Letter: null } => card,
            { CardNumber: null, BodyId: { } body, Letter: null } => await CardOfBodyAsync(body, stop),
            { CardNumber: null, BodyId: null, Letter: { } letter } => await CardOfLetterAsync(letter, stop),
            _ => throw PinErrors.NothingNamed(),
        };
        return await store.RequireCardAsync(number, stop);
    }

    private async Task<string> CardOfBodyAsync(string text, CancellationToken stop) =>
        BodyIdentity.TryParse(text, out BodyIdentity? body)
        && await store.FindLiveBodyAsync(body, null, stop) is { } production
            ? production.CardNumber
            : throw PinErrors.BodyUnknown(text);

    private async Task<string> CardOfLetterAsync(string number, CancellationToken stop)
    {
        PinLetter letter = (await store.GetLettersAsync(new LetterQuery { Number = number }, stop)) is [var found]
            ? found
            : throw PinErrors.LetterNotFound(number);
        return letter.VoidAt is null ? letter.CardNumber : throw PinErrors.LetterVoid(letter);
    }
}
