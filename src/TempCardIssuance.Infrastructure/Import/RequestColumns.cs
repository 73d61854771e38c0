using TempCardIssuance.Core.Operations.Intake;

namespace TempCardIssuance.Infrastructure.Import;

internal enum RequestColumnKind
{
    CardNumber,
    Site,
    RequestedBy,
    Priority,
    Field,
}

/// <param name="Kind">What the column holds.</param>
/// <param name="Name">As the file has it.</param>
internal sealed record RequestColumn(RequestColumnKind Kind, string Name);

/// <summary>The columns that the header names.</summary>
internal sealed class RequestColumns
{
    private static readonly Dictionary<string, RequestColumnKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CardNumber"] = RequestColumnKind.CardNumber,
        ["Number"] = RequestColumnKind.CardNumber,
        ["Site"] = RequestColumnKind.Site,
        ["RequestedBy"] = RequestColumnKind.RequestedBy,
        ["Priority"] = RequestColumnKind.Priority,
    };

    private readonly List<RequestColumn> _columns = [];

    private RequestColumns(bool isUsable) => IsUsable = isUsable;

    /// <summary>Whether rows make sense under this header.</summary>
    public bool IsUsable { get; }

    public int Count => _columns.Count;

    public static RequestColumns Read(int line, string[] names, List<ImportProblem> problems)
    {
        int before = problems.Count;
        // A spreadsheet writes columns after the last one that are empty and were used once.
        names = names[..(Array.FindLastIndex(names, name => name.Length > 0) + 1)];
        RequestColumn[] columns = [.. names.Select(n => new RequestColumn(
            KindOf(n), n))];
        for (int i = 0; i < columns.Length; i++)
        {
            RequestColumn column = columns[i];
            if (RequestValues.ControlProblem(column.Name) is { } why)
                problems.Add(new ImportProblem(line, Column: null, $"name of column {i + 1}: {why}", column.Name));
            else if (column.Name.Length == 0)
                problems.Add(new ImportProblem(line, Column: null, $"column {i + 1} has no name", Value: null));
            else if (columns.Take(i).Any(c => IsSame(c, column)))
                problems.Add(new ImportProblem(line, column.Name, "the column is there twice", column.Name));
        }

        if (!Array.Exists(columns, c => c.Kind == RequestColumnKind.CardNumber))
        {
            problems.Add(new ImportProblem(
                line, "CardNumber", "the header has no column CardNumber", string.Join(", ", names)));
        }

        var result = new RequestColumns(problems.Count == before);
        result._columns.AddRange(columns);
        return result;
    }

    /// <summary>The values of a row with their columns; what is missing at its end has none.</summary>
    public IEnumerable<(RequestColumn Column, string Value)> Pair(string[] values) =>
        _columns.Select((column, i) => (column, i < values.Length ? values[i] : ""));

    /// <summary>Programs and people write <c>Card Number</c>, <c>card_number</c> or <c>card-number</c>.</summary>
    private static RequestColumnKind KindOf(string name) => Kinds.GetValueOrDefault(
        string.Concat(name.Where(c => c is not ('_' or '-') && !char.IsWhiteSpace(c))), RequestColumnKind.Field);

    private static bool IsSame(RequestColumn a, RequestColumn b) =>
        a.Kind == b.Kind
        && (a.Kind != RequestColumnKind.Field || string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase));
}
