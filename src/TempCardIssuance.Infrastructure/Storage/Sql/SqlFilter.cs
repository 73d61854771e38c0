using System.Globalization;
using Dapper;

namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>The conditions of one search, with their parameters.</summary>
internal sealed class SqlFilter(ISqlDialect dialect)
{
    private readonly List<SqlCondition> _conditions = [];
    private int _count;

    public ISqlDialect Dialect => dialect;

    public DynamicParameters Parameters { get; } = new();

    public IReadOnlyList<SqlCondition> Conditions => _conditions;

    public string Where => All(_conditions.Select(condition => condition.Sql));

    public static string All(IEnumerable<string> conditions)
    {
        string joined = string.Join(" AND ", conditions);
        return joined.Length == 0 ? "" : $"WHERE {joined}";
    }

    /// <summary>Adds a parameter and gives its name.</summary>
    public string Parameter(object value)
    {
        string name = "@p" + _count++.ToString(CultureInfo.InvariantCulture);
        Parameters.Add(name, value);
        return name;
    }

    /// <summary>Adds a comparison such as <c>&lt;=</c>, if there is a value to compare with.</summary>
    public void Compare(string column, string comparison, object? value)
    {
        if (value is null)
            return;
        string parameter = Parameter(value);
        Add(column, name => $"{name} {comparison} {parameter}");
    }

    public void Range(string column, DateTimeOffset? from, DateTimeOffset? before)
    {
        Compare(column, ">=", from?.UtcTicks);
        Compare(column, "<", before?.UtcTicks);
    }

    /// <summary>
    /// The column has one of the names; none means any. They are no user's text, so they need no parameters, and a
    /// planner that sees them knows how many rows to expect.
    /// </summary>
    public void AnyOf<T>(string column, IEnumerable<T> values)
        where T : struct, Enum
    {
        // No Distinct or Select over an enumeration, which ReadyToRun can't compile ahead; twice the same does no harm.
        List<string> quoted = [];
        foreach (T value in values)
            quoted.Add($"'{value}'");
        string names = string.Join(", ", quoted);
        if (names.Length > 0)
            Add(column, name => $"{name} IN ({names})");
    }

    /// <summary>The column has one of the texts, as they are; none means any.</summary>
    public void AnyText(string column, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        string[] parameters = [.. texts.Select(Parameter)];
        Add(column, name => $"{name} IN ({string.Join(", ", parameters)})");
    }

    /// <summary>The column, a *_key one, has one of the texts or matches one of the patterns; none means any.</summary>
    public void Matches(string column, params IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
            Add(column, Matching(texts), !texts.Any(text => text is ['*' or '?', ..]));
    }

    /// <summary>The column has the id of a row of another table whose *_key column is, or matches, the text.</summary>
    public void MatchesIn(string column, string table, string keyColumn, string text)
    {
        string matching = Matching([text])(keyColumn);
        Add(column, name => $"{name} IN (SELECT id FROM {table} WHERE {matching})");
    }

    /// <summary>The condition that a *_key column is, or matches, the text; it is not added.</summary>
    public string Matching(string column, string text) => Matching([text])(column);

    /// <summary>Adds a condition that leads to few rows.</summary>
    public void Add(string sql) => Add("", _ => sql);

    /// <summary>Adds a condition that no rows are looked for by, but that the order's own index is known by.</summary>
    public void AddOfOrder(string sql) => Add("", _ => sql, canUseIndex: false);

    private Func<string, string> Matching(IReadOnlyList<string> texts)
    {
        var patterns = texts.Select(TextPattern.Parse).ToList();
        var alternatives = patterns.Where(pattern => !pattern.IsLiteral).Select(Like).ToList();
        var literals = patterns.Where(pattern => pattern.IsLiteral).Select(pattern => pattern.Key).ToList();
        if (literals.Count > 0)
        {
            string parameter = Parameter(literals.Count == 1 ? literals[0] : StoreJson.Write(literals));
            alternatives.Add(
                literals.Count == 1 ? name => $"{name} = {parameter}" : name => dialect.IsAnyOf(name, parameter));
        }

        return name => $"({string.Join(" OR ", alternatives.Select(alternative => alternative(name)))})";
    }

    /// <summary>LIKE alone finds the rows; the range lets an index do it.</summary>
    private Func<string, string> Like(TextPattern pattern)
    {
        string like = Parameter(pattern.Like);
        if (pattern.Prefix.Length == 0)
            return name => $@"{name} LIKE {like} ESCAPE '\'";
        string start = Parameter(pattern.Prefix);
        string end = Parameter(pattern.End);
        return name => $@"({name} >= {start} AND {name} < {end} AND {name} LIKE {like} ESCAPE '\')";
    }

    private void Add(string column, Func<string, string> sql, bool canUseIndex = true) =>
        _conditions.Add(new SqlCondition(column, sql, canUseIndex));
}

/// <summary>One condition on one column.</summary>
internal sealed class SqlCondition(string column, Func<string, string> sql, bool canUseIndex)
{
    public string Column => column;

    /// <summary>False for a pattern that begins with a wildcard: every row has to be looked at.</summary>
    public bool CanUseIndex => canUseIndex;

    public string Sql => sql(column);

    /// <summary>
    /// The same, hidden from SQLite's planner: it has no index for an expression such as <c>+state</c>.
    /// </summary>
    public string SqlWithoutIndex => sql($"+{column}");
}
