using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Changes of cards after their production, and of the table holders.</summary>
internal static class LifeChanges
{
    private const string Move =
        $"""
        UPDATE cards SET state = @to, state_since = @at, ends_at = @endsAt, held_by = COALESCE(@holder, held_by)
        WHERE number_key = @key AND {IsInState}
        """;

    private const string Again =
        $"""
        UPDATE cards SET state = 'Requested', state_since = @at, batch_id = NULL, valid_until = NULL, ends_at = NULL,
            held_by = NULL, made_on = @body
        WHERE number_key = @key AND {IsInState}
        """;

    private const string IsInState =
        """
        @from = CASE
            WHEN state IN ('Unassigned', 'Assigned') AND ends_at <= @at THEN 'Expired'
            WHEN state = 'Unassigned' AND ends_at IS NULL THEN ''
            ELSE state END
        """;

    private const string State = "SELECT state FROM cards WHERE number_key = @key";

    /// <summary>A place is free again when the loan has ended.</summary>
    private const string FreePlaces =
        "UPDATE holders SET place = NULL WHERE holder_key = @holderKey AND place IS NOT NULL AND until <= @at";

    /// <summary>No row where another desk takes the place in this moment.</summary>
    private const string Begin =
        """
        INSERT INTO holders (reference, card_key, holder, holder_key, place, granted_at, until)
        VALUES (@reference, @cardKey, @holder, @holderKey, @place, @at, @until)
        ON CONFLICT DO NOTHING
        """;

    private const string Extend =
        """
        UPDATE holders SET until = @until, ended_at = NULL, soon_at = NULL, overdue_at = NULL, place = @place
        WHERE reference = @reference AND NOT EXISTS (
            SELECT 1 FROM holders o WHERE o.holder_key = @holderKey AND o.place = @place AND o.reference <> @reference)
        """;

    private const string End =
        "UPDATE holders SET ended_at = @at, place = NULL WHERE reference = @reference AND ended_at IS NULL";

    private const string Known = "SELECT holder_key, holder FROM holders WHERE reference = @reference";

    /// <summary>Whoever else changes what this holder has waits here.</summary>
    private const string Rows = "SELECT reference FROM holders WHERE holder_key = @holderKey ORDER BY reference";

    private const string Taken =
        """
        SELECT place FROM holders WHERE holder_key = @holderKey AND place IS NOT NULL AND reference <> @reference
        """;

    private const string Cards =
        """
        SELECT c.number FROM holders h JOIN cards c ON c.number_key = h.card_key
        WHERE h.holder_key = @holderKey AND h.place IS NOT NULL AND h.reference <> @reference ORDER BY h.place
        """;

    public static Task MoveAsync(Statements statements, MoveIssuedCard move) => statements.LaterAsync(
        async rows =>
        {
            if (rows == 0)
            {
                throw await StoreConflicts.NotInStateAsync(
                    statements,
                    $"Card {move.CardNumber}",
                    move.From.ToString(),
                    State,
                    TextPattern.Fold(move.CardNumber)!);
            }
        },
        Move,
        ("@to", move.To.ToString()),
        ("@at", move.At.UtcTicks),
        ("@endsAt", move.EndsAt?.UtcTicks),
        ("@holder", move.HolderReference),
        ("@key", TextPattern.Fold(move.CardNumber)),
        ("@from", move.From.ToString()));

    public static Task RequestAgainAsync(Statements statements, RequestAgain again) => statements.LaterAsync(
        async rows =>
        {
            if (rows == 0)
            {
                throw await StoreConflicts.NotInStateAsync(
                    statements,
                    $"Card {again.CardNumber}",
                    again.From.ToString(),
                    State,
                    TextPattern.Fold(again.CardNumber)!);
            }
        },
        Again,
        ("@at", again.At.UtcTicks),
        ("@body", again.BodyId),
        ("@key", TextPattern.Fold(again.CardNumber)),
        ("@from", again.From.ToString()));

    public static Task BeginLoanAsync(Statements statements, BeginLoan begin)
    {
        string key = HolderName.Key(begin.Holder);
        return TakePlaceAsync(
            statements,
            new Place(key, begin.Reference, begin.Holder, begin.Limit, begin.At),
            place => statements.ExecuteAsync(
                Begin,
                ("@reference", begin.Reference),
                ("@cardKey", TextPattern.Fold(begin.CardNumber)),
                ("@holder", begin.Holder),
                ("@holderKey", key),
                ("@place", place),
                ("@at", begin.At.UtcTicks),
                ("@until", begin.Until.UtcTicks)));
    }

    public static async Task ExtendLoanAsync(Statements statements, ExtendLoan extend)
    {
        object[]? known = await statements.QueryRowAsync(Known, ("@reference", extend.Reference));
        if (known?[0] is not string key)
            throw StoreConflicts.Changed("Whom the card was handed out to is forgotten.", extend.Reference);
        await TakePlaceAsync(
            statements,
            new Place(key, extend.Reference, (string)known[1], extend.Limit, extend.At),
            place => statements.ExecuteAsync(
                Extend,
                ("@reference", extend.Reference),
                ("@holderKey", key),
                ("@place", place),
                ("@until", extend.Until.UtcTicks)));
    }

    public static Task EndLoanAsync(Statements statements, EndLoan end) => statements.LaterAsync(
        null, End, ("@reference", end.Reference), ("@at", end.At.UtcTicks));

    /// <summary>Tries the free places of a holder, until one is not taken by another desk at once.</summary>
    private static async Task TakePlaceAsync(Statements statements, Place wanted, Func<long, Task<int>> tryAsync)
    {
        await statements.QueryRowsAsync(
            $"{Rows} {statements.Dialect.ForUpdate}", ("@holderKey", wanted.HolderKey));
        await statements.ExecuteAsync(FreePlaces, ("@holderKey", wanted.HolderKey), ("@at", wanted.At.UtcTicks));
        while (true)
        {
            IReadOnlyList<object[]> rows = await statements.QueryRowsAsync(
                Taken, ("@holderKey", wanted.HolderKey), ("@reference", wanted.Reference));
            var taken = rows.Select(row => (long)row[0]).ToHashSet();
            if (taken.Count >= wanted.Limit)
            {
                throw LifeErrors.HolderHasCard(wanted.Holder, await statements.QueryTextsAsync(
                    Cards, ("@holderKey", wanted.HolderKey), ("@reference", wanted.Reference)));
            }

            long free = 1;
            while (taken.Contains(free))
                free++;
            if (await tryAsync(free) > 0)
                return;
        }
    }

    private sealed record Place(string HolderKey, string Reference, string Holder, int Limit, DateTimeOffset At);
}
