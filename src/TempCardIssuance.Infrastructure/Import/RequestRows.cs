using System.Globalization;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Intake;

namespace TempCardIssuance.Infrastructure.Import;

/// <summary>Makes requests out of rows; the first row is the header.</summary>
internal sealed class RequestRows
{
    private const int MaxPriority = 9;

    private readonly List<ImportRow> _rows = [];
    private readonly List<ImportProblem> _problems = [];
    private readonly Dictionary<string, int> _lineOfNumber = new(CardNumber.Comparer);
    private RequestColumns? _columns;

    /// <summary>Where the last row began.</summary>
    public int LastLine { get; private set; }

    public void Add(int line, string[] values)
    {
        LastLine = line;
        values = Trimmed(values);
        if (_columns is null)
            _columns = RequestColumns.Read(line, values, _problems);
        else if (_columns.IsUsable && !values.All(string.IsNullOrEmpty))
            AddRequest(line, values);
    }

    /// <summary>An object brings its own names along.</summary>
    public void AddObject(int line, string[] names, string[] values)
    {
        _columns = RequestColumns.Read(line, names, _problems);
        if (_columns.IsUsable)
            AddRequest(line, Trimmed(values));
    }

    public void Report(int line, string? column, string why, string? value) =>
        Report(new ImportProblem(line, column, why, value));

    public void Report(ImportProblem problem) => _problems.Add(problem);

    public ImportResult End()
    {
        if (_columns is null && _problems.Count == 0)
            Report(1, column: null, "the file is empty", value: null);
        return Result();
    }

    public ImportResult Result() => new(_rows, [.. _problems.OrderBy(p => p.Line)]);

    /// <summary>Spreadsheets leave spaces that nobody sees around values, no-break spaces (U+00A0) among them.</summary>
    private static string[] Trimmed(string[] values) => [.. values.Select(value => value.Trim())];

    private void AddRequest(int line, string[] values)
    {
        int problems = _problems.Count;
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? number = null, site = null, requestedBy = null;
        int priority = 0;
        int count = Array.FindLastIndex(values, value => value.Length > 0) + 1;
        if (count > _columns!.Count)
            Report(line, column: null, $"there are {count} values for {_columns.Count} columns", values[count - 1]);
        foreach ((RequestColumn column, string value) in _columns.Pair(values))
        {
            if (column.Kind is RequestColumnKind.Site or RequestColumnKind.RequestedBy or RequestColumnKind.Field
                && value.Length > 0
                && RequestValues.Problem(column.Name, value) is { } why)
            {
                Report(line, column.Name, why, value);
                continue;
            }

            switch (column.Kind)
            {
                case RequestColumnKind.CardNumber:
                    number = Number(line, column, value);
                    break;
                case RequestColumnKind.Priority:
                    priority = Priority(line, column, value);
                    break;
                case RequestColumnKind.Site when value.Length > 0:
                    site = value;
                    break;
                case RequestColumnKind.RequestedBy when value.Length > 0:
                    requestedBy = value;
                    break;
                case RequestColumnKind.Field when value.Length > 0 && CardFields.IsReserved(column.Name):
                    Report(line, column.Name, "a field can't have this name: every card has a value of that name", value);
                    break;
                case RequestColumnKind.Field when value.Length > 0:
                    fields[column.Name] = value;
                    break;
            }
        }

        if (_problems.Count > problems || number is null)
            return;
        var request = new CardRequest
        {
            CardNumber = number,
            Site = site,
            RequestedBy = requestedBy,
            Priority = priority,
            Fields = fields,
        };
        _rows.Add(new ImportRow(line, request));
    }

    private string? Number(int line, RequestColumn column, string value)
    {
        if (!CardNumber.IsValid(value))
        {
            string why = value.Length == 0
                ? "the card number is missing"
                : $"a card number is 1 to {CardNumber.MaxLength} letters, digits, '.', '_' or '-', "
                    + $"beginning with a letter or digit{Unseen(value)}";
            Report(line, column.Name, why, value);
            return null;
        }

        if (_lineOfNumber.TryAdd(value, line))
            return value;
        Report(line, column.Name, $"the card number is in line {_lineOfNumber[value]} already", value);
        return null;
    }

    /// <summary>Which character it is, where it looks as if there were none or another one.</summary>
    private static string Unseen(string value)
    {
        int place = value.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        return place < 0 ? "" : $"; at place {place + 1} there is U+{(int)value[place]:X4}";
    }

    private int Priority(int line, RequestColumn column, string value)
    {
        if (value.Length == 0)
            return 0;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int priority)
            && priority <= MaxPriority)
        {
            return priority;
        }

        Report(line, column.Name, $"a priority is a number from 0 to {MaxPriority}", value);
        return 0;
    }
}
