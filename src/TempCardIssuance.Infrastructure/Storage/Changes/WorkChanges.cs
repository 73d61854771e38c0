using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Cards;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Changes of the table work: the cards that are still to be made, and who has which in hand.</summary>
internal static class WorkChanges
{
    /// <summary>Cards that have just become InProduction, in the order in which they are to be made.</summary>
    public static Task AddAsync(Statements statements, string batchId, IEnumerable<string> cardKeys) =>
        statements.InsertAsync(
            "INSERT INTO work (batch_id, card_key)", cardKeys.Select(key => new object?[] { batchId, key }));

    /// <summary>Cards that are InProduction no longer.</summary>
    public static Task RemoveAsync(Statements statements, IEnumerable<string> cardKeys) => statements.LaterAsync(
        null,
        $"DELETE FROM work WHERE {statements.Dialect.IsAnyOf("card_key", "@keys")}",
        ("@keys", StoreJson.Write(cardKeys)));

    public static Task PutBackAsync(Statements statements, PutBackCard back) => statements.LaterAsync(
        null,
        """
        UPDATE work SET holder = NULL WHERE card_key = @key AND holder = @holder AND NOT EXISTS (
            SELECT 1 FROM productions p WHERE p.batch_id = work.batch_id AND p.card_key = work.card_key
                AND p.state = 'Started')
        """,
        ("@key", TextPattern.Fold(back.CardNumber)),
        ("@holder", back.Holder));

    /// <summary>Whoever lost a card to another process, because its lease had run out, must not begin it.</summary>
    public static Task RequireInHandAsync(Statements statements, string cardNumber, string holder) =>
        statements.LaterRowsAsync(
            rows => rows.Count > 0
                ? Task.CompletedTask
                : throw StoreConflicts.Changed(
                    $"Card {cardNumber} is not in the hand of {holder} any more.", cardNumber),
            "SELECT holder FROM work WHERE card_key = @key AND holder = @holder",
            ("@key", TextPattern.Fold(cardNumber)),
            ("@holder", holder));

    /// <summary>Gives the card that was taken in hand, or null if there is none to take.</summary>
    public static async Task<CardWork?> TakeAsync(
        Statements statements, string batchId, string holder, CardWish? wish)
    {
        string wanted = wish is null ? ""
            : wish.CardNumber is null
                ? "AND card_key IN (SELECT number_key FROM cards WHERE made_on IS NULL AND batch_id = @batch)"
                : "AND card_key IN (SELECT number_key FROM cards WHERE number_key = @key AND made_on IS NOT NULL)";
        IReadOnlyList<string> taken = await statements.QueryTextsAsync(
            $"""
            UPDATE work SET holder = @holder
            WHERE id = (SELECT id FROM work WHERE batch_id = @batch AND holder IS NULL {wanted}
                        ORDER BY id LIMIT 1 {statements.Dialect.SkipLocked})
                AND EXISTS (SELECT 1 FROM leases WHERE batch_id = @batch AND owner = @holder)
            RETURNING card_key
            """,
            ("@holder", holder),
            ("@key", TextPattern.Fold(wish?.CardNumber) ?? ""),
            ("@batch", batchId));
        if (taken.Count == 0)
            return null;
        return await CardReader.ReadWorkAsync(statements, batchId, taken[0]);
    }
}
