using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Changes of the table letters, and of what is sealed for a production.</summary>
internal static class LetterChanges
{
    /// <summary>A row for each that is Succeeded; no row where somebody else has begun this copy.</summary>
    private const string Begin =
        """
        INSERT INTO letters (number, production_id, kind, copy, state, printer, begun_at)
        SELECT @number, p.id, @kind, @copy, 'Begun', @printer, @at FROM productions p
        WHERE p.id = @production AND p.state = 'Succeeded'
        """;

    private const string End =
        "UPDATE letters SET state = @state, ended_at = @at, message = @message WHERE number = @number AND state = 'Begun'";

    private const string KeepJob = "UPDATE letters SET job = @job WHERE number = @number AND state = 'Begun'";

    private const string Void =
        "UPDATE letters SET void_at = @at WHERE production_id = @production AND void_at IS NULL AND kind <> 'Puk'";

    private const string VoidAll =
        "UPDATE letters SET void_at = @at WHERE production_id = @production AND void_at IS NULL";

    /// <summary>NULL is no value that could be compared.</summary>
    private const string Same =
        """
        WHERE id = @production AND state = 'Succeeded'
            AND COALESCE(sealed_pins, '') = @fromPins AND COALESCE(sealed_puk, '') = @fromPuk
        """;

    private const string ResealMessages = $"UPDATE productions SET sealed_pins = @pins, sealed_puk = @puk {Same}";

    private const string Drop =
        $"UPDATE productions SET sealed_pins = NULL, sealed_puk = @puk, pin_set_at = @at {Same}";

    public static Task BeginAsync(Statements statements, BeginLetter begin) => statements.LaterAsync(
        Check(
            $"The letter for card {begin.Letter.CardNumber} was begun by somebody else, or its production is spoiled.",
            begin.Letter.CardNumber),
        // Whoever spoils the production in this moment waits, and makes the letter void.
        $"{Begin} {statements.Dialect.ForUpdate} ON CONFLICT DO NOTHING",
        ("@number", begin.Letter.Number),
        ("@production", begin.Letter.ProductionId),
        ("@kind", begin.Letter.Kind.ToString()),
        ("@copy", (long)begin.Letter.Copy),
        ("@printer", begin.Letter.Printer),
        ("@at", begin.Letter.BegunAt.UtcTicks));

    public static Task EndAsync(Statements statements, EndLetter end) => statements.LaterAsync(
        Check($"How letter {end.Number} ended is on record already.", end.Number),
        End,
        ("@number", end.Number),
        ("@state", end.To.ToString()),
        ("@at", end.At.UtcTicks),
        ("@message", end.Message));

    public static Task KeepJobAsync(Statements statements, KeepLetterJob keep) => statements.LaterAsync(
        Check($"How letter {keep.Number} ended is on record already.", keep.Number),
        KeepJob,
        ("@number", keep.Number),
        ("@job", keep.Job));

    public static Task ResealAsync(Statements statements, Reseal reseal) => statements.LaterAsync(
        Changed(reseal.ProductionId),
        ResealMessages,
        ("@production", reseal.ProductionId),
        ("@fromPins", reseal.From.Pins ?? ""),
        ("@fromPuk", reseal.From.Puk ?? ""),
        ("@pins", reseal.To.Pins),
        ("@puk", reseal.To.Puk));

    public static async Task DropAsync(Statements statements, DropSealedPin drop)
    {
        await statements.LaterAsync(
            Changed(drop.ProductionId),
            Drop,
            ("@production", drop.ProductionId),
            ("@fromPins", drop.From.Pins ?? ""),
            ("@fromPuk", drop.From.Puk ?? ""),
            ("@puk", drop.Puk),
            ("@at", drop.At.UtcTicks));
        await statements.LaterAsync(
            null, Void, ("@production", drop.ProductionId), ("@at", drop.At.UtcTicks));
    }

    /// <summary>What letters of a production say is no longer true.</summary>
    public static Task VoidAsync(Statements statements, string productionId, DateTimeOffset at) =>
        statements.LaterAsync(null, VoidAll, ("@production", productionId), ("@at", at.UtcTicks));

    private static Func<int, Task> Changed(string productionId) =>
        Check($"What is sealed for production {productionId} was changed in this moment.", productionId);

    private static Func<int, Task> Check(string message, string target) =>
        rows => rows == 0 ? throw StoreConflicts.Changed(message, target) : Task.CompletedTask;
}
