using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Changes of the table cards.</summary>
internal static class CardChanges
{
    private const string Insert =
        """
        INSERT INTO cards (number_key, number, state, state_since, site, site_key, requested_by, requested_by_key,
            priority, fields, requested_at)
        """;

    /// <summary>
    /// Locks the cards that a change set moves, in one order, so that two who want the same cards wait for each other
    /// at the first of them.
    /// </summary>
    public static Task LockAsync(Statements statements, IReadOnlyList<StoreChange> changes)
    {
        string[] keys = [.. changes.OfType<MoveCard>().Select(Key).Distinct(StringComparer.Ordinal)];
        if (statements.Dialect.IsOneWriter || keys.Length < 2)
            return Task.CompletedTask;
        return statements.LaterRowsAsync(
            _ => Task.CompletedTask,
            $"""
            SELECT COUNT(*) FROM (
                SELECT 1 FROM cards WHERE {statements.Dialect.IsAnyOf("number_key", "@keys")}
                ORDER BY number_key {statements.Dialect.ForUpdate}) AS locked
            """,
            ("@keys", StoreJson.Write(keys)));
    }

    /// <summary>Adds cards, none of them twice.</summary>
    public static async Task AddAsync(Statements statements, IReadOnlyList<AddCard> additions)
    {
        IEnumerable<string> keys = additions.Select(add => TextPattern.Fold(add.Request.CardNumber)!);
        await statements.LaterRowsAsync(
            rows => rows.Count == 0 ? Task.CompletedTask : throw NumbersExist([.. rows.Select(row => (string)row[0])]),
            $"SELECT number FROM cards WHERE {statements.Dialect.IsAnyOf("number_key", "@keys")} ORDER BY number_key",
            ("@keys", StoreJson.Write(keys)));
        // Whoever adds one of them in this moment is waited for.
        await statements.InsertAsync(
            Insert,
            additions.Select(add => Row(add.Request, add.At.UtcTicks)),
            "ON CONFLICT DO NOTHING",
            rows => rows == additions.Count
                ? Task.CompletedTask
                : throw NumbersExist([.. additions.Select(add => add.Request.CardNumber)]));
    }

    /// <summary>Moves cards from one state to one other, none of them twice, and gives those that were lost.</summary>
    /// <remarks>
    /// The state is hidden in an expression, or SQLite would go through all cards in that state to find these few.
    /// </remarks>
    public static async Task<IEnumerable<string>> MoveAsync(
        Statements statements, BatchStates batches, IReadOnlyList<MoveCard> moves)
    {
        MoveCard alike = moves[0];
        batches.Require(statements, alike.FromBatch, alike.While);
        batches.Require(statements, alike.ToBatch, alike.While);
        List<string> keys = [.. moves.Select(Key)];
        List<MoveCard> lost = [];
        await statements.LaterRowsAsync(
            async rows =>
            {
                var moved = rows.Select(row => (string)row[0]).ToHashSet(StringComparer.Ordinal);
                lost.AddRange(moves.Where(move => !moved.Contains(Key(move))));
                if (lost.Count > 0 && !alike.SkipIfLost)
                    throw await NotThereAsync(statements, lost[0]);
            },
            $"""
            UPDATE cards SET state = @to, state_since = @at, batch_id = @toBatch, valid_until = @validUntil
            WHERE {statements.Dialect.IsAnyOf("number_key", "@keys")}
                AND state || '' = @from AND batch_id IS NOT DISTINCT FROM @fromBatch
            RETURNING number_key
            """,
            ("@to", alike.To.ToString()),
            ("@at", alike.At.UtcTicks),
            ("@toBatch", alike.ToBatch),
            ("@validUntil", alike.ValidUntil?.UtcTicks),
            ("@keys", StoreJson.Write(keys)),
            ("@from", alike.From.ToString()),
            ("@fromBatch", alike.FromBatch));
        if (alike.SkipIfLost)
        {
            await statements.FlushAsync();
            keys.RemoveAll(lost.Select(Key).ToHashSet(StringComparer.Ordinal).Contains);
        }

        if (alike.ToBatch is { } batch && !string.Equals(alike.FromBatch, batch, StringComparison.Ordinal))
            await BatchChanges.CountClaimedCardsAsync(statements, batch, keys.Count);
        if (alike is { To: CardState.InProduction, ToBatch: { } line })
            await WorkChanges.AddAsync(statements, line, keys);
        else if (alike.From == CardState.InProduction)
            await WorkChanges.RemoveAsync(statements, keys);
        return lost.Select(move => move.CardNumber);
    }

    private static string Key(MoveCard move) => TextPattern.Fold(move.CardNumber)!;

    private static object?[] Row(CardRequest request, long at) =>
    [
        TextPattern.Fold(request.CardNumber),
        request.CardNumber,
        nameof(CardState.Requested),
        at,
        request.Site,
        TextPattern.Fold(request.Site),
        request.RequestedBy,
        TextPattern.Fold(request.RequestedBy),
        (long)request.Priority,
        StoreJson.Write(request.Fields),
        at,
    ];

    private static TempCardException NumbersExist(IReadOnlyList<string> numbers)
    {
        string others = numbers.Count == 1 ? "" : $" and {numbers.Count - 1} more";
        return new TempCardException(
            ErrorIds.CardNumberExists,
            ErrorKind.AlreadyExists,
            $"A card with the number {numbers[0]}{others} exists already; no request of this lot was stored.",
            $"Use another number, or look at the card with {Operation.FindCards.On(numbers[0])}.",
            numbers[0]);
    }

    private static async Task<TempCardException> NotThereAsync(Statements statements, MoveCard move)
    {
        object[]? row = await statements.QueryRowAsync(
            "SELECT state, COALESCE(batch_id, 'no batch') FROM cards WHERE number_key = @key",
            ("@key", TextPattern.Fold(move.CardNumber)));
        string found = row is null ? "it does not exist" : $"it is {row[0]} in {row[1]}";
        return StoreConflicts.Changed(
            $"Card {move.CardNumber} should be {move.From} in {move.FromBatch ?? "no batch"}, but {found}.",
            move.CardNumber);
    }
}
