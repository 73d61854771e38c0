using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Core.Operations.Intake;

/// <summary>Why a row, or the whole file, can't be used.</summary>
/// <param name="Line">Line of the file where the row begins, or place in the list, from 1.</param>
/// <param name="Column">Name of the column as the file has it; null: the row as a whole.</param>
/// <param name="Why">In words, without a full stop.</param>
/// <param name="Value">What is there.</param>
public sealed record ImportProblem(int Line, string? Column, string Why, string? Value)
{
    public string ErrorId { get; init; } = ErrorIds.ImportRowInvalid;

    /// <summary>What to do; null: correct the row, or leave it out.</summary>
    public Remedy? Remedy { get; init; }

    public override string ToString() => string.Concat(
        Column is null ? "" : $"{Column}: ",
        Why,
        string.IsNullOrEmpty(Value) ? "" : $": '{ControlCharacters.Shown(Value.ReplaceLineEndings(" "))}'");
}

/// <summary>A request, and where it stands.</summary>
/// <param name="Line">As in <see cref="ImportProblem"/>.</param>
public sealed record ImportRow(int Line, CardRequest Request);

/// <summary>What a file or a list of requests has.</summary>
/// <param name="Rows">Those without a problem, in order.</param>
/// <param name="Problems">In order.</param>
public sealed record ImportResult(IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportProblem> Problems)
{
    public IReadOnlyList<CardRequest> Requests => [.. Rows.Select(row => row.Request)];
}

/// <summary>Where requests come from.</summary>
/// <param name="Name">A file, or what else the operator gave.</param>
public sealed record ImportSource(string Name, ImportResult Content);

/// <summary>A row that can't become a request.</summary>
public sealed record RefusedRow(string Source, ImportProblem Problem)
{
    /// <summary>The same as an error.</summary>
    public TempCardException ToError() => new(
        Problem.ErrorId,
        Problem.ErrorId == ErrorIds.CardNumberExists ? ErrorKind.AlreadyExists : ErrorKind.InvalidData,
        $"{this}.",
        Problem.Remedy ?? $"Correct the row, or leave it out with {Parameter.SkipInvalid}.",
        Problem.ErrorId == ErrorIds.CardNumberExists ? Problem.Value : Problem);

    /// <summary>In the form that editors and terminals make clickable.</summary>
    public override string ToString() => $"{Source}:{Problem.Line}: {Problem}";
}

/// <summary>What an import would add, and the rows that it can't; nothing has been changed.</summary>
public sealed record ImportPlan(IReadOnlyList<CardRequest> Requests, IReadOnlyList<RefusedRow> Refused);
