using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.HandOver;

namespace TempCardIssuance.Core.Ports;

/// <summary>What a store keeps of cards after their production.</summary>
public interface ILifeStore
{
    /// <summary>Hand-overs, oldest first.</summary>
    IAsyncEnumerable<CardHandOver> FindHandOversAsync(HandOverQuery query, CancellationToken cancellationToken);

    /// <summary>How many hand-overs are still to be told.</summary>
    Task<HandOverBacklog> CountHandOversAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Numbers of cards of which something can be told now, in the order in which it is to be: those of which it failed
    /// last, among these and among the others first what takes away, and none while the program may be running for it.
    /// Goes through all that waits.
    /// </summary>
    /// <param name="at">The time.</param>
    /// <param name="except">Numbers of hand-overs that are left out.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<string>> GetDueHandOversAsync(
        DateTimeOffset at, IReadOnlyCollection<long> except, int limit, CancellationToken cancellationToken);

    /// <summary>The number of the newest hand-over, by which others are seen that came meanwhile; 0: there is none.</summary>
    Task<long> GetNewestHandOverAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes the oldest hand-over of a card that is still to be told, unless somebody has it in hand or the program may
    /// be running for another of that card.
    /// </summary>
    Task<CardHandOver?> TakeHandOverAsync(HandOverTaking taking, CancellationToken cancellationToken);

    /// <summary>Loans of cards that did not come back, the oldest end first.</summary>
    /// <param name="stage">What was not told of them yet.</param>
    /// <param name="after">Their end is after this time.</param>
    /// <param name="before">Their end is before this time.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<CardLoan>> GetLoansAsync(
        LoanStage stage, DateTimeOffset after, DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Numbers of cards that have ended by this time, of which no row says so yet, the oldest end first.
    /// </summary>
    Task<IReadOnlyList<string>> GetEndedAsync(DateTimeOffset at, int limit, CancellationToken cancellationToken);

    /// <summary>How many cards each site has in each state; those that are over for good are left out.</summary>
    /// <param name="at">The time.</param>
    /// <param name="endingBefore">Unassigned cards that end before this are counted as ending soon.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<CardStock>> CountStockAsync(
        DateTimeOffset at, DateTimeOffset endingBefore, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets who had cards that came back, or were given up, before a time, also where a database keeps what was
    /// deleted. Of whom something is still to be told stays.
    /// </summary>
    /// <param name="before">The time.</param>
    /// <param name="told">Gives the event about so many loans, which is recorded together with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many loans have no name any more.</returns>
    Task<int> ForgetHoldersAsync(
        DateTimeOffset before, Func<int, AuditEvent> told, CancellationToken cancellationToken);

    /// <summary>When upkeep last came to its end; null: never.</summary>
    Task<DateTimeOffset?> GetUpkeepTimeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Keeps that an operator has ordered something that two have to order.
    /// </summary>
    /// <param name="order">What was ordered, as a hash.</param>
    /// <param name="operatorName">Who.</param>
    /// <param name="at">When.</param>
    /// <param name="notBefore">An order that was given before this does not count any more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Who ordered it first; the same operator where nobody else has.</returns>
    Task<string> OrderAsync(
        string order,
        string operatorName,
        DateTimeOffset at,
        DateTimeOffset notBefore,
        CancellationToken cancellationToken);
}

/// <summary>Which hand-over is taken.</summary>
/// <param name="CardNumber">Of which card.</param>
/// <param name="Owner">Who takes it.</param>
/// <param name="At">The time.</param>
/// <param name="Until">Until when nobody else takes it.</param>
public sealed record HandOverTaking(string CardNumber, string Owner, DateTimeOffset At, DateTimeOffset Until)
{
    /// <summary>Numbers of those that are left out.</summary>
    public IReadOnlyCollection<long> Except { get; init; } = [];
}

/// <summary>What is still to be told.</summary>
/// <param name="Pending">How many hand-overs.</param>
/// <param name="Since">Since when the oldest of them.</param>
/// <param name="LastError">What the program said last; null: it was not tried.</param>
public sealed record HandOverBacklog(int Pending, DateTimeOffset? Since, string? LastError);

/// <summary>What is told of a loan once.</summary>
public enum LoanStage
{
    EndingSoon,
    Overdue,
}

/// <summary>A loan of a card that did not come back yet.</summary>
public sealed record CardLoan(string CardNumber, string HolderReference, DateTimeOffset Until);
