namespace TempCardIssuance.Core.Remedies;

/// <summary>An operation with what it is to be called with.</summary>
/// <param name="Operation">What to do.</param>
/// <param name="Subject">The card or batch that it is about; null: that is left open.</param>
/// <param name="Arguments">Parameters with their values; null for those that are only named.</param>
public sealed record OperationCall(
    Operation Operation, string? Subject, IReadOnlyList<(Parameter Parameter, string? Value)> Arguments)
{
    /// <summary>The same with one more argument.</summary>
    public OperationCall With(Parameter parameter, string? value = null) =>
        this with { Arguments = [.. Arguments, (parameter, value)] };

    public override string ToString() => OperationWords.OfCmdlets.Of(this);
}
