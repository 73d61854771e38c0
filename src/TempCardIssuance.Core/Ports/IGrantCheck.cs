using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Core.Ports;

/// <summary>Asks the organisation whether a card may be handed out.</summary>
public interface IGrantCheck
{
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.GrantRefused"/>; <see cref="Errors.ErrorIds.GrantCheckFailed"/>.
    /// </exception>
    Task CheckAsync(GrantQuestion question, CancellationToken cancellationToken);
}

/// <summary>What is asked before a card is handed out.</summary>
/// <param name="Card">The card.</param>
/// <param name="Holder">Who is to get it.</param>
/// <param name="Until">For how long.</param>
/// <param name="Reason">Why, in one word, such as <c>forgotten</c>.</param>
/// <param name="Operator">Who hands it out.</param>
public sealed record GrantQuestion(
    TemporaryCard Card, string Holder, DateTimeOffset Until, string Reason, string Operator);
