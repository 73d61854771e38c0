using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Changes of the table cards.</summary>
internal static class CardChanges
{
    private const string Insert =
        """
        INSERT INTO cards (number_key, number, state, state_since, site, site_key, requested_by, requested_by_key,
            priority, fields, requested_at)
        VALUES (@numberKey, @number, 'Requested', @at, @site, @siteKey, @requestedBy, @requestedByKey,
            @priority, @fields, @at)
        ON CONFLICT (number_key) DO NOTHING
        """;

    private const string Move =
        """
        UPDATE cards SET state = @to, state_since = @at, batch_id = @toBatch, valid_until = @validUntil
        WHERE number_key = @numberKey AND state = @from AND batch_id IS NOT DISTINCT FROM @fromBatch
        """;

    public static async Task AddAsync(Statements statements, AddCard add)
    {
        var request = add.Request;
        int rows = await statements.ExecuteAsync(
            Insert,
            ("@numberKey", TextPattern.Fold(request.CardNumber)),
            ("@number", request.CardNumber),
            ("@at", add.At.UtcTicks),
            ("@site", request.Site),
            ("@siteKey", TextPattern.Fold(request.Site)),
            ("@requestedBy", request.RequestedBy),
            ("@requestedByKey", TextPattern.Fold(request.RequestedBy)),
            ("@priority", (long)request.Priority),
            ("@fields", StoreJson.Write(request.Fields)));
        if (rows == 0)
        {
            throw new TempCardException(
                ErrorIds.CardNumberExists,
                ErrorKind.AlreadyExists,
                $"A card with the number {request.CardNumber} exists already; no request of this lot was stored.",
                $"Use another number, or look at the card with Get-TemporaryCard {request.CardNumber}.",
                request.CardNumber);
        }
    }

    /// <summary>False if the card is not where it should be and may be skipped.</summary>
    public static async Task<bool> TryMoveAsync(Statements statements, MoveCard move)
    {
        int rows = await statements.ExecuteAsync(
            Move,
            ("@to", move.To.ToString()),
            ("@at", move.At.UtcTicks),
            ("@toBatch", move.ToBatch),
            ("@validUntil", move.ValidUntil?.UtcTicks),
            ("@numberKey", TextPattern.Fold(move.CardNumber)),
            ("@from", move.From.ToString()),
            ("@fromBatch", move.FromBatch));
        if (rows == 0)
            return move.SkipIfLost ? false : throw await NotThereAsync(statements, move);
        if (move.ToBatch is not null && !string.Equals(move.FromBatch, move.ToBatch, StringComparison.Ordinal))
            await BatchChanges.CountClaimedCardAsync(statements, move.ToBatch);
        return true;
    }

    private static async Task<TempCardException> NotThereAsync(Statements statements, MoveCard move)
    {
        var row = await statements.QueryRowAsync(
            "SELECT state, COALESCE(batch_id, 'no batch') FROM cards WHERE number_key = @key",
            ("@key", TextPattern.Fold(move.CardNumber)));
        string found = row is null ? "it does not exist" : $"it is {row[0]} in {row[1]}";
        return StoreConflicts.Changed(
            $"Card {move.CardNumber} should be {move.From} in {move.FromBatch ?? "no batch"}, but {found}.",
            move.CardNumber);
    }
}
