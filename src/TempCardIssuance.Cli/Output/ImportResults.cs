using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Intake;

namespace TempCardIssuance.Cli.Output;

/// <summary>What an import added, and the rows it left out.</summary>
internal sealed record ImportOutcome(IReadOnlyList<TemporaryCard> Cards, IReadOnlyList<SkippedRow> Skipped);

/// <summary>A row that was left out.</summary>
internal sealed record SkippedRow(string File, int Line, string? Column, string Why, string? Value, string ErrorId)
{
    public static SkippedRow Of(RefusedRow row) => new(
        row.Source, row.Problem.Line, row.Problem.Column, row.Problem.Why, row.Problem.Value, row.Problem.ErrorId);
}

/// <summary>What <c>tempcard request import</c> tells.</summary>
internal static class ImportResults
{
    /// <summary>Tells what is wrong in files, in the form that editors and terminals make clickable.</summary>
    public static void Refused(this CommandOutput output, IReadOnlyList<RefusedRow> rows)
    {
        foreach (RefusedRow row in rows)
        {
            var line = new EventLine("rowInvalid")
            {
                File = row.Source,
                Line = row.Problem.Line,
                Column = row.Problem.Column,
                Value = row.Problem.Value,
                ErrorId = row.Problem.ErrorId,
                Message = row.Problem.Why,
            };
            output.Note(line, $"{row}");
        }
    }

    public static void Imported(this CommandOutput output, ImportOutcome outcome) => output.Result(
        outcome,
        shapes => shapes.ImportOutcome,
        text => text.Line(outcome.Skipped.Count == 0
            ? $"{outcome.Cards.Count} card(s) requested."
            : $"{outcome.Cards.Count} card(s) requested, {outcome.Skipped.Count} problem(s) left out."));
}
