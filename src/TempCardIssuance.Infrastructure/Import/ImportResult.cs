using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Infrastructure.Import;

/// <summary>Why a row, or the whole file, can't be used.</summary>
/// <param name="Line">Line of the file where the row begins, from 1.</param>
/// <param name="Column">Name of the column as the file has it; null: the row as a whole.</param>
/// <param name="Why">In words, without a full stop.</param>
/// <param name="Value">What is there.</param>
public sealed record ImportProblem(int Line, string? Column, string Why, string? Value)
{
    public override string ToString() => $"line {Line}{(Column is null ? "" : $", {Column}")}: {Why}";
}

/// <summary>What a file of requests has.</summary>
/// <param name="Requests">Of the rows without a problem, in the order of the file.</param>
/// <param name="Problems">In the order of the file.</param>
public sealed record ImportResult(IReadOnlyList<CardRequest> Requests, IReadOnlyList<ImportProblem> Problems);
