using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Cards;

/// <summary>The errors about cards and their requests.</summary>
public static class CardErrors
{
    public static TempCardException NotFound(string cardNumber) => new(
        ErrorIds.CardNotFound,
        ErrorKind.NotFound,
        $"There is no card {cardNumber}.",
        $"Look for it with {Operation.FindCards}, or request it with {Operation.NewRequest}.",
        cardNumber);

    public static TempCardException IsBatch(string batchId) => new(
        ErrorIds.CardNotFound,
        ErrorKind.NotFound,
        $"{batchId} is a batch, not a card.",
        $"{Operation.FindCards.With(Parameter.BatchId, batchId)} finds its cards; searches take its id as {Parameter.BatchId}.",
        batchId);

    public static TempCardException NotRequested(TemporaryCard card) => new(
        ErrorIds.CardNotRequested,
        ErrorKind.InvalidState,
        $"Card {card.CardNumber} is {card.State}, not Requested.",
        CardTransitions.Advice(card),
        card.CardNumber);

    public static TempCardException StateInvalid(CardTransition transition, TemporaryCard card) => new(
        ErrorIds.CardStateInvalid,
        ErrorKind.InvalidState,
        $"Card {card.CardNumber} is {card.State}; '{Word(transition)}' is not possible from there.",
        CardTransitions.Advice(card),
        card.CardNumber);

    private static string Word(CardTransition transition) => transition switch
    {
        CardTransition.MakeAgain => "Request again on its body",
        CardTransition.MakeAnew => "Request again on another body",
        _ => transition.ToString(),
    };

    public static TempCardException Claimed(string cardNumber) => new(
        ErrorIds.CardClaimed,
        ErrorKind.Busy,
        $"Card {cardNumber} was claimed by somebody else in this moment.",
        $"See by whom: {Operation.ShowHistory.On(cardNumber)}.",
        cardNumber);

    public static TempCardException NotInBatch(string cardNumber, string batchId) => new(
        ErrorIds.CardNotInBatch,
        ErrorKind.InvalidArgument,
        $"Card {cardNumber} is not in batch {batchId}.",
        $"See its cards: {Operation.FindCards.With(Parameter.BatchId, batchId)}.",
        cardNumber);

    public static TempCardException NumbersExist(IReadOnlyList<string> cardNumbers) => new(
        ErrorIds.CardNumberExists,
        ErrorKind.AlreadyExists,
        cardNumbers.Count == 1
            ? $"Card {cardNumbers[0]} exists already."
            : $"{cardNumbers.Count} of the cards exist already: {string.Join(", ", cardNumbers.Take(10))}"
                + (cardNumbers.Count > 10 ? ", ..." : "."),
        "Nothing was added. Use other numbers; a number is never used twice.",
        cardNumbers.Count == 1 ? cardNumbers[0] : cardNumbers);

    public static TempCardException NumberTwice(string cardNumber) => new(
        ErrorIds.CardNumberExists,
        ErrorKind.AlreadyExists,
        $"Card number {cardNumber} was given twice.",
        "Nothing was added. Give each number once.",
        cardNumber);

    public static TempCardException FieldReserved(string field) => new(
        ErrorIds.FieldReserved,
        ErrorKind.InvalidArgument,
        $"A field can't have the name '{field}': every card has a value of that name.",
        $"Use another name than {string.Join(", ", CardFields.Reserved)}.",
        field);

    /// <param name="name">Of the value.</param>
    /// <param name="problem">As a clause.</param>
    public static TempCardException ValueInvalid(string name, string problem) => new(
        ErrorIds.RequestInvalid,
        ErrorKind.InvalidArgument,
        $"{name} of a request can't be used: {problem}.",
        "Nothing was added. Give another value.",
        name);

    public static TempCardException PriorityInvalid(CardRequest request) => new(
        ErrorIds.ImportRowInvalid,
        ErrorKind.InvalidArgument,
        $"Card {request.CardNumber} has priority {request.Priority}.",
        "Use 0 (not urgent) to 9 (most urgent).",
        request.CardNumber);

    public static TempCardException PatternInvalid(string pattern, Exception? inner) => new(
        ErrorIds.NumberPatternInvalid,
        ErrorKind.InvalidArgument,
        $"The number pattern '{pattern}' has no place for the running number.",
        "Use a pattern such as 'T-{0:00000}'.",
        pattern,
        inner);
}
