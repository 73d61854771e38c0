using System.Globalization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Operations.Letters;

/// <summary>The errors about PINs after production.</summary>
public static class PinErrors
{
    public static TempCardException NotAvailable(string cardNumber, string why, Remedy remedy) =>
        new(ErrorIds.PinNotAvailable, ErrorKind.InvalidState, why, remedy, cardNumber);

    public static TempCardException GivenUp(TemporaryCard card) => NotAvailable(
        card.CardNumber,
        $"Card {card.CardNumber} is {card.State}; its PIN is not read any more.",
        CardTransitions.Advice(card));

    public static TempCardException NoGoodProduction(TemporaryCard card, CardProduction? last) => NotAvailable(
        card.CardNumber,
        last is null
            ? $"Card {card.CardNumber} was not made yet."
            : $"The production {last.Id} of card {card.CardNumber} is {last.State}.",
        CardTransitions.Advice(card));

    public static TempCardException ChosenByHolder(CardProduction production) => NotAvailable(
        production.CardNumber,
        $"The holder of card {production.CardNumber} chose its PIN at {Text(production.PinSetAt!.Value)}; nobody else knows it.",
        $"A holder who forgot it chooses another one: {Operation.SetPin.With(Parameter.Station, "<station>")}.");

    public static TempCardException NotSealed(CardProduction production, SealedKind kind) => NotAvailable(
        production.CardNumber,
        $"No {Name(kind)} of card {production.CardNumber} is sealed: it was not encoded.",
        "Make the card with a chip, if it shall have one.");

    public static TempCardException Broken(CardProduction production, Exception? inner = null) => new(
        ErrorIds.SealBroken,
        ErrorKind.Security,
        $"What is sealed for card {production.CardNumber} is not what was sealed for production {production.Id}: it was altered or exchanged.",
        $"Find out who could change the store ({Operation.VerifyAuditTrail}); make the card again.",
        production.CardNumber,
        inner);

    public static TempCardException NothingNamed() => new(
        ErrorIds.UsageInvalid,
        ErrorKind.InvalidArgument,
        "It has to be said once which card is meant.",
        "Give its number, its body, or the number of its letter.");

    public static TempCardException LetterNotFound(string number) => new(
        ErrorIds.LetterNotFound,
        ErrorKind.NotFound,
        $"There is no letter {number}.",
        "See that the number is typed as it stands on the letter.",
        number);

    public static TempCardException LetterVoid(PinLetter letter) => NotAvailable(
        letter.CardNumber,
        $"Letter {letter.Number} is void since {Text(letter.VoidAt!.Value)}.",
        $"See what happened: {Operation.ShowHistory.On(letter.CardNumber)}.");

    public static TempCardException BodyUnknown(string body) => new(
        ErrorIds.CardNotOurs,
        ErrorKind.NotFound,
        $"The body '{body}' carries no card that was made with this store.",
        "Write it as serial:0012AB34 or guid:..., as productions show it.",
        body);

    public static TempCardException ReasonMissing() => new(
        ErrorIds.UsageInvalid,
        ErrorKind.InvalidArgument,
        "It is not said why.",
        "Give a reason in one line; it goes into the audit trail.");

    public static TempCardException LetterExists(PinLetter letter) => new(
        ErrorIds.LetterExists,
        ErrorKind.AlreadyExists,
        letter.State == LetterState.Printed
            ? $"Letter {letter.Number} for card {letter.CardNumber} was printed already."
            : $"Letter {letter.Number} for card {letter.CardNumber} was begun; whether it came out nobody knows.",
        $"Look for the paper. To print another one, say why: {Operation.PrintLetters.On(letter.CardNumber).With(Parameter.Again).With(Parameter.Reason, "<why>")}.",
        letter.CardNumber);

    public static TempCardException BatchProducing(CardBatch batch) => new(
        ErrorIds.BatchStateInvalid,
        ErrorKind.InvalidState,
        $"Batch {batch.Id} is {batch.State}; letters of its cards are made when all are produced.",
        $"Wait for it to end; if its process died, {Operation.Resume.On(batch.Id)}.",
        batch.Id);

    public static TempCardException PukNotUsable(string cardNumber, string why) => new(
        ErrorIds.PukNotUsable,
        ErrorKind.InvalidState,
        $"The PUK of card {cardNumber} is not used: {why}.",
        $"No try is spent on it. Take the card back ({Operation.TakeBack.On(cardNumber)}) and hand out another one.",
        cardNumber);

    /// <param name="problem">As a clause.</param>
    public static TempCardException NotPermitted(string problem) => new(
        ErrorIds.PinNotPermitted,
        ErrorKind.InvalidArgument,
        $"That PIN is not taken: {problem}.",
        "Choose another one, and type it the same twice. Nothing was changed on the card.");

    internal static string Name(SealedKind kind) => kind == SealedKind.Pin ? "PIN" : "PUK";

    private static string Text(DateTimeOffset time) =>
        time.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
