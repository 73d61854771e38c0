using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Cards;

/// <summary>The errors about cards after their production.</summary>
public static class LifeErrors
{
    /// <param name="problem">As a clause.</param>
    public static TempCardException HolderInvalid(string problem) => new(
        ErrorIds.HolderInvalid,
        ErrorKind.InvalidArgument,
        $"That can't name a holder: {problem}.",
        "Give the account name that your directory knows, or another text in one line.");

    /// <param name="holder">Who.</param>
    /// <param name="cardNumbers">The cards that the holder has.</param>
    public static TempCardException HolderHasCard(string holder, IReadOnlyList<string> cardNumbers) => new(
        ErrorIds.HolderHasCard,
        ErrorKind.InvalidState,
        $"{holder} has {string.Join(", ", cardNumbers)} already.",
        $"Take it back ({Operation.TakeBack.On(cardNumbers[0])}) or, if it is lost, lock it ({Operation.Lock.On(cardNumbers[0])}) first; issuance.cardsPerHolder lets a holder have more.",
        cardNumbers);

    public static TempCardException LoanInPast(string cardNumber, DateTimeOffset until) => new(
        ErrorIds.LoanInvalid,
        ErrorKind.InvalidArgument,
        $"Card {cardNumber} can't be handed out until {Text(until)}: that is over.",
        "Give a time to come.",
        cardNumber);

    public static TempCardException LoanBeyondShelfLife(TemporaryCard card, DateTimeOffset until) => new(
        ErrorIds.LoanInvalid,
        ErrorKind.InvalidArgument,
        $"Card {card.CardNumber} can't be handed out until {Text(until)}: it may be used until {Text(card.ValidUntil!.Value)}.",
        "Give an earlier time, or hand out a card that was made later.",
        card.CardNumber);

    public static TempCardException LoanTwice(string cardNumber) => new(
        ErrorIds.LoanInvalid,
        ErrorKind.InvalidArgument,
        $"Until when card {cardNumber} is handed out was said twice, as a time and in days.",
        "Give one of both.",
        cardNumber);

    public static TempCardException TimeZoneDiffers(string cardNumber, TimeZoneInfo zone) => new(
        ErrorIds.TimeZoneDiffers,
        ErrorKind.InvalidArgument,
        $"Until when card {cardNumber} is handed out was said by the time zone {TimeZoneInfo.Local.Id} of this machine, but the organisation's is {zone.Id}.",
        $"Say it in days, set this machine's time zone, or keep another one in the store with {Operation.SetStore}.",
        cardNumber);

    /// <param name="card">The card.</param>
    /// <param name="sites">The sites that may be.</param>
    public static TempCardException SiteNotAllowed(TemporaryCard card, IReadOnlyList<string> sites) => new(
        ErrorIds.SiteNotAllowed,
        ErrorKind.InvalidState,
        card.Site is { } site
            ? $"Card {card.CardNumber} belongs to the site {site}; this desk looks after {string.Join(", ", sites)}."
            : $"Card {card.CardNumber} belongs to no site; this desk looks after {string.Join(", ", sites)}.",
        "Have it done where the card belongs to, or change desk.sites of the configuration.",
        card.CardNumber);

    /// <param name="what">As the beginning of a sentence.</param>
    /// <param name="term">Within which time.</param>
    public static TempCardException SecondOperatorNeeded(string what, TimeSpan term) => new(
        ErrorIds.SecondOperatorNeeded,
        ErrorKind.InvalidState,
        $"{what} needs two operators. Your order is kept; nothing has been done.",
        $"Another operator has to give the same order within {term.TotalHours:0} hours.");

    /// <param name="cardNumber">The card.</param>
    /// <param name="reason">In the words of the program.</param>
    public static TempCardException GrantRefused(string cardNumber, string reason) => new(
        ErrorIds.GrantRefused,
        ErrorKind.InvalidState,
        $"Card {cardNumber} is not handed out: {reason}",
        "That is what the program of grant.check says; ask who looks after it if the holder should have a card.",
        cardNumber);

    /// <param name="cardNumber">The card.</param>
    /// <param name="problem">As a clause.</param>
    public static TempCardException GrantCheckFailed(string cardNumber, string problem) => new(
        ErrorIds.GrantCheckFailed,
        ErrorKind.Unavailable,
        $"Whether card {cardNumber} may be handed out can't be asked: the program of grant.check {problem}.",
        "Run the program by hand with the JSON that docs/hand-over.md shows, mend it, and try again.",
        cardNumber);

    /// <param name="cardNumber">The card.</param>
    /// <param name="problem">As a clause.</param>
    public static TempCardException HandOverFailed(string cardNumber, string problem) => new(
        ErrorIds.HandOverFailed,
        ErrorKind.Unavailable,
        $"The program of handOver {problem}.",
        $"It stays in the queue; {Operation.Upkeep} tries again.",
        cardNumber);

    public static TempCardException BodiesNotReused(string cardNumber) => new(
        ErrorIds.BodyNotReusable,
        ErrorKind.InvalidState,
        $"Card {cardNumber} can't be made on its body again: the configuration does not let cards be reset.",
        $"Set card.reuse: true, or say with {Parameter.NewBody} that its body is accounted for.",
        cardNumber);

    public static TempCardException BodyUnknown(string cardNumber) => new(
        ErrorIds.BodyNotReusable,
        ErrorKind.InvalidState,
        $"Card {cardNumber} can't be made on its body again: its chip was never written, so that nobody would recognise it.",
        $"Say with {Parameter.NewBody} what became of its body.",
        cardNumber);

    public static TempCardException BodyMadeIntoOther(string cardNumber, string bodyId) => new(
        ErrorIds.BodyNotReusable,
        ErrorKind.InvalidState,
        $"Card {cardNumber} can't be made on its body again: {bodyId} was made into another card since.",
        $"Say with {Parameter.NewBody} what became of its body.",
        cardNumber);

    public static TempCardException BodyNeedsEncoding(string cardNumber) => new(
        ErrorIds.BodyNotReusable,
        ErrorKind.InvalidState,
        $"Card {cardNumber} is to be made on the body that came back, which is found by its chip, and this batch encodes nothing.",
        $"Issue it in a batch that encodes, or say that its body is accounted for: {Anew(cardNumber)}.",
        cardNumber);

    /// <param name="cardNumber">The card.</param>
    /// <param name="values">What is on its face and changes.</param>
    public static TempCardException FaceChanges(string cardNumber, IReadOnlyList<string> values) => new(
        ErrorIds.BodyNotReusable,
        ErrorKind.InvalidState,
        $"Card {cardNumber} can't be made on its body again: its face shows {string.Join(", ", values)}, which would be wrong.",
        $"Make it on another body: {Anew(cardNumber)}; or use a layout without that, such as the default; or encode it without printing, with {Parameter.NoPrint}.",
        cardNumber);

    /// <param name="card">The card in hand.</param>
    /// <param name="owner">The card that the body belongs to; null: none.</param>
    public static TempCardException WrongBody(TemporaryCard card, string? owner) => new(
        ErrorIds.BodyOfOtherCard,
        ErrorKind.InvalidState,
        owner is null
            ? $"Card {card.CardNumber} is to be made on the body with its number, {card.RequiredBodyId}, and this is another one."
            : $"This body has the number of card {owner}, which can't be made here now.",
        owner is null
            ? $"Put that body in. If it is gone, cancel the card and make it on another one: {Anew(card.CardNumber)}."
            : $"It was let go untouched; put in another one. Once card {owner} came back, it can be made again with {Operation.NewRequest.With(Parameter.Returned).With(Parameter.CardNumber, owner)}.",
        card.CardNumber);

    private static OperationCall Anew(string cardNumber) => Operation.NewRequest
        .With(Parameter.Returned)
        .With(Parameter.CardNumber, cardNumber)
        .With(Parameter.NewBody)
        .With(Parameter.Reason, "<why>");

    public static TempCardException GraceOver(TemporaryCard card, int hours) => new(
        ErrorIds.CardStateInvalid,
        ErrorKind.InvalidState,
        $"The loan of card {card.CardNumber} ended at {Text(card.EndsAt!.Value)}, more than {hours} hour(s) ago.",
        CardTransitions.Advice(card),
        card.CardNumber);

    public static TempCardException NeverGranted(TemporaryCard card) => new(
        ErrorIds.CardStateInvalid,
        ErrorKind.InvalidState,
        $"The shelf life of card {card.CardNumber} ended at {Text(card.EndsAt!.Value)}; it can't last longer.",
        CardTransitions.Advice(card),
        card.CardNumber);

    public static TempCardException BatchOpen(TemporaryCard card) => new(
        ErrorIds.CardStateInvalid,
        ErrorKind.InvalidState,
        $"Card {card.CardNumber} is in batch {card.BatchId}, which is not completed.",
        $"Look at the cards and complete it with {Operation.Complete.On(card.BatchId!)}; a card that is no good: {Operation.Repeat.On(card.BatchId!)} or {Operation.Cancel.On(card.BatchId!)}.",
        card.CardNumber);

    public static TempCardException NotOurs(string station, BodyIdentity? body, Guid? cardGuid) => new(
        ErrorIds.CardNotOurs,
        ErrorKind.NotFound,
        $"The card in {station} ({body?.ToString() ?? (cardGuid is null ? "it tells no number" : $"guid:{cardGuid:D}")}) is none that was made with this store, or it was taken back already.",
        $"See what it is with {Operation.TestStations.On(station)}, or name the card by its number.",
        station);

    /// <summary>The card in the reader is another than the one that was named.</summary>
    public static TempCardException OtherCard(string station, string seen, string wanted) => new(
        ErrorIds.CardNotOurs,
        ErrorKind.InvalidArgument,
        $"The card in {station} is {seen}, not {wanted}.",
        "Put in the card that is meant, or leave the number out.",
        wanted);

    public static TempCardException NotSeen(string cardNumber) => new(
        ErrorIds.CardNotSeen,
        ErrorKind.InvalidArgument,
        $"Whether card {cardNumber} is back was not seen.",
        $"Put it into a reader ({Operation.TakeBack.With(Parameter.Station, "<station>")}), or say why no reader sees it ({Parameter.NotSeen}). A card that is lost is not back: {Operation.Lock.On(cardNumber)}, or {Operation.Revoke.On(cardNumber)}.",
        cardNumber);

    public static TempCardException NoCard() => new(
        ErrorIds.UsageInvalid,
        ErrorKind.InvalidArgument,
        "It is not said which card is meant.",
        $"Give its number, or the station in whose reader it is ({Parameter.Station}).");

    /// <summary>Cards of a file were seen by no reader.</summary>
    public static TempCardException ReaderOrFile() => new(
        ErrorIds.UsageInvalid,
        ErrorKind.InvalidArgument,
        "The card in a reader and the cards of a file are not one order.",
        $"Leave out {Parameter.Station}, or the file.");

    public static TempCardException SiteOfNothing() => new(
        ErrorIds.UsageInvalid,
        ErrorKind.InvalidArgument,
        "A site says what was counted, and no file of what was counted is given.",
        "Name the file too, or leave out the site.");

    public static TempCardException GrantToSelf(string cardNumber) => new(
        ErrorIds.GrantToSelf,
        ErrorKind.Security,
        $"Nobody hands out a card to themselves; card {cardNumber} stays here.",
        "Ask another operator to hand it out.",
        cardNumber);

    /// <param name="problem">As a clause.</param>
    public static TempCardException NoteInvalid(string problem) => new(
        ErrorIds.NoteInvalid,
        ErrorKind.InvalidArgument,
        $"The note can't be kept: {problem}.",
        "It goes into the audit trail, which forgets nothing: write one line that names no holder.");

    private static string Text(DateTimeOffset time) =>
        time.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
