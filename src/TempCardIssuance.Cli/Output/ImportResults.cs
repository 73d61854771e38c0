using TempCardIssuance.Core.Cards;
using TempCardIssuance.Infrastructure.Import;

namespace TempCardIssuance.Cli.Output;

/// <summary>What an import added, and the rows it left out.</summary>
internal sealed record ImportOutcome(IReadOnlyList<TemporaryCard> Cards, IReadOnlyList<ImportProblem> Skipped);

/// <summary>What <c>tempcard request import</c> tells.</summary>
internal static class ImportResults
{
    /// <summary>Tells what is wrong in a file, in the form that editors and terminals make clickable.</summary>
    public static void Problems(this CommandOutput output, string file, IReadOnlyList<ImportProblem> problems)
    {
        foreach (ImportProblem problem in problems)
        {
            var line = new EventLine("rowInvalid")
            {
                File = file,
                Line = problem.Line > 0 ? problem.Line : null,
                Column = problem.Column,
                Value = problem.Value,
                Message = problem.Why,
            };
            output.Note(line, Text(file, problem));
        }
    }

    public static void Imported(this CommandOutput output, ImportOutcome outcome) => output.Result(
        outcome,
        shapes => shapes.ImportOutcome,
        text => text.Line(outcome.Skipped.Count == 0
            ? $"{outcome.Cards.Count} card(s) requested."
            : $"{outcome.Cards.Count} card(s) requested, {outcome.Skipped.Count} problem(s) left out."));

    private static string Text(string file, ImportProblem problem) => string.Concat(
        problem.Line > 0 ? $"{file}:{problem.Line}: " : $"{file}: ",
        problem.Column is null ? "" : $"{problem.Column}: ",
        problem.Why,
        string.IsNullOrEmpty(problem.Value) ? "" : $": '{problem.Value}'");
}
