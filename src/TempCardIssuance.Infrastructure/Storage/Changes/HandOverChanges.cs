using System.Globalization;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Changes of the table hand_overs.</summary>
internal static class HandOverChanges
{
    private const string Void =
        "UPDATE hand_overs SET ended_at = @at, voided = 1 WHERE card_key = @key AND ended_at IS NULL";

    private const string Insert =
        """
        INSERT INTO hand_overs (card_key, production_id, event, held_by, until, reason, made_at, tried_at)
        VALUES (@key, @production, @event, @holder, @until, @reason, @at, @at)
        """;

    /// <summary>What became void while its program was running stays so.</summary>
    private const string Settle =
        """
        UPDATE hand_overs SET taken_by = NULL, taken_until = NULL, tries = tries + @failed,
            error = CAST(@error AS TEXT), tried_at = @at,
            ended_at = COALESCE(ended_at, CAST(@endedAt AS BIGINT))
        WHERE number = @number AND taken_by = @owner
        """;

    /// <summary>
    /// Of each card the oldest, and none while its program may be running; that is looked up for each card, lest a planner
    /// that finds it cheaper walks through all there were.
    /// </summary>
    /// <param name="dialect">Of the database.</param>
    public static string CanBeTaken(ISqlDialect dialect) =>
        $"""
        o.ended_at IS NULL AND (o.taken_until IS NULL OR o.taken_until <= @at)
            AND NOT EXISTS (SELECT 1 FROM hand_overs e
                WHERE e.card_key = o.card_key AND e.ended_at IS NULL AND e.number < o.number)
            AND COALESCE((SELECT MAX(r.taken_until) FROM hand_overs r WHERE r.card_key = o.card_key), 0) <= @at
            AND NOT ({dialect.IsAnyOf("CAST(o.number AS TEXT)", "@except")})
        """;

    /// <summary>The parameter of <see cref="CanBeTaken"/> that leaves some out.</summary>
    public static string Except(IEnumerable<long> numbers) =>
        StoreJson.Write(numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    public static async Task QueueAsync(Statements statements, QueueHandOver queue)
    {
        string key = TextPattern.Fold(queue.CardNumber)!;
        if (CardHandOver.TakesAway(queue.Event))
            await statements.LaterAsync(null, Void, ("@key", key), ("@at", queue.At.UtcTicks));
        await statements.LaterAsync(
            null,
            Insert,
            ("@key", key),
            ("@production", queue.ProductionId),
            ("@event", queue.Event.ToString()),
            ("@holder", queue.HolderReference),
            ("@until", queue.Until?.UtcTicks),
            ("@reason", queue.Reason),
            ("@at", queue.At.UtcTicks));
    }

    /// <summary>Gives the number of the one that was taken; null: there is none to take.</summary>
    public static async Task<long?> TakeAsync(Statements statements, HandOverTaking taking)
    {
        object[]? row = await statements.QueryRowAsync(
            Take(statements.Dialect),
            ("@owner", taking.Owner),
            ("@until", taking.Until.UtcTicks),
            ("@at", taking.At.UtcTicks),
            ("@key", TextPattern.Fold(taking.CardNumber)),
            ("@except", Except(taking.Except)));
        return row is null ? null : (long)row[0];
    }

    public static Task SettleAsync(Statements statements, SettleHandOver settle) => statements.LaterAsync(
        rows => rows > 0
            ? Task.CompletedTask
            : throw StoreConflicts.Changed(
                $"Hand-over {settle.Number} is in the hand of another process.",
                settle.Number.ToString(CultureInfo.InvariantCulture)),
        Settle,
        ("@failed", settle.Error is null ? 0L : 1L),
        ("@error", settle.Error),
        ("@at", settle.At.UtcTicks),
        ("@endedAt", settle.Error is null ? settle.At.UtcTicks : null),
        ("@number", settle.Number),
        ("@owner", settle.Owner));

    /// <summary>
    /// The row is locked and looked at again, so that of two that want it one gets it, and one that was made void in
    /// this moment nobody; other rows are not looked at again. A program that may still be running for the card is waited
    /// for.
    /// </summary>
    private static string Take(ISqlDialect dialect) =>
        $"""
        UPDATE hand_overs SET taken_by = @owner, taken_until = @until WHERE number = (
            SELECT o.number FROM hand_overs o
            WHERE o.card_key = @key AND {CanBeTaken(dialect)} LIMIT 1 {dialect.SkipLocked})
        RETURNING number
        """;
}
