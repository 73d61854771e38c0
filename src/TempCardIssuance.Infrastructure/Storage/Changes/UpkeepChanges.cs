using System.Globalization;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>What upkeep writes down.</summary>
internal static class UpkeepChanges
{
    public const string Read = "SELECT value FROM facts WHERE name = 'upkeep'";

    private const string Expire =
        """
        UPDATE cards SET state = 'Expired', state_since = ends_at
        WHERE number_key = @key AND ends_at <= @at AND (state || '') IN ('Unassigned', 'Assigned')
        """;

    private const string TellSoon = $"UPDATE holders SET soon_at = @at {OfRunning} AND soon_at IS NULL";

    private const string TellOverdue = $"UPDATE holders SET overdue_at = @at {OfRunning}";

    private const string OfRunning = "WHERE reference = @reference AND overdue_at IS NULL AND ended_at IS NULL";

    /// <summary>One of whom something is still to be told, by name, is kept.</summary>
    private const string Forget =
        """
        UPDATE holders SET holder = NULL, holder_key = NULL, place = NULL
        WHERE holder IS NOT NULL AND ended_at < @before AND NOT EXISTS (
            SELECT 1 FROM hand_overs o WHERE o.held_by = holders.reference AND o.ended_at IS NULL)
        """;

    private const string Keep =
        """
        INSERT INTO facts (name, value) VALUES ('upkeep', @at)
        ON CONFLICT (name) DO UPDATE SET value = CASE
            WHEN facts.value < excluded.value THEN excluded.value ELSE facts.value END
        """;

    /// <summary>An order of long ago gives its place to the new one.</summary>
    private const string Order =
        """
        INSERT INTO second_orders (order_key, operator, ordered_at) VALUES (@order, @operator, @at)
        ON CONFLICT (order_key) DO UPDATE SET
            operator = CASE WHEN second_orders.ordered_at < @notBefore THEN excluded.operator
                ELSE second_orders.operator END,
            ordered_at = CASE WHEN second_orders.ordered_at < @notBefore THEN excluded.ordered_at
                ELSE second_orders.ordered_at END
        RETURNING operator
        """;

    public static Task ExpireAsync(Statements statements, ExpireCard expire) => statements.LaterAsync(
        rows => Changed(rows, $"Card {expire.CardNumber} has not ended, or is written down as ended.", expire.CardNumber),
        Expire,
        ("@key", TextPattern.Fold(expire.CardNumber)),
        ("@at", expire.At.UtcTicks));

    public static Task TellAsync(Statements statements, TellLoan tell) => statements.LaterAsync(
        rows => Changed(rows, $"{tell.Stage} of loan {tell.Reference} is told, or the card is back.", tell.Reference),
        tell.Stage == LoanStage.Overdue ? TellOverdue : TellSoon,
        ("@reference", tell.Reference),
        ("@at", tell.At.UtcTicks));

    /// <summary>Gives how many it were.</summary>
    public static Task<int> ForgetAsync(Statements statements, DateTimeOffset before) =>
        statements.ExecuteAsync(Forget, ("@before", before.UtcTicks));

    public static Task KeepAsync(Statements statements, KeepUpkeep keep) => statements.LaterAsync(
        null, Keep, ("@at", Text(keep.At)));

    public static Task DropAsync(Statements statements, DropOrder drop) => statements.LaterAsync(
        null, "DELETE FROM second_orders WHERE order_key = @order", ("@order", drop.Order));

    /// <summary>The hash of an order can be guessed by who knows the names of holders.</summary>
    public static Task DropAsync(Statements statements, DropOrders drop) => statements.LaterAsync(
        null, "DELETE FROM second_orders WHERE ordered_at < @before", ("@before", drop.Before.UtcTicks));

    /// <summary>Gives who ordered it first.</summary>
    public static async Task<string> OrderAsync(
        Statements statements, string order, string operatorName, DateTimeOffset at, DateTimeOffset notBefore)
    {
        object[]? row = await statements.QueryRowAsync(
            Order,
            ("@order", order),
            ("@operator", operatorName),
            ("@at", at.UtcTicks),
            ("@notBefore", notBefore.UtcTicks));
        return (string)row![0];
    }

    public static DateTimeOffset? Time(string? value) =>
        value is null ? null : StoreTime.FromTicks(long.Parse(value, CultureInfo.InvariantCulture));

    /// <summary>Of one length, so that texts compare as numbers do.</summary>
    private static string Text(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private static Task Changed(int rows, string message, string target) =>
        rows > 0 ? Task.CompletedTask : throw StoreConflicts.Changed(message, target);
}
