using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Postgres;

/// <summary>An INSERT of any number of rows, with an array for each column.</summary>
internal static class PostgresInsert
{
    public static SqlText Of(string into, IReadOnlyList<object?[]> rows, string ending)
    {
        int columns = rows[0].Length;
        (string Name, object? Value)[] parameters = new (string, object?)[columns];
        for (int column = 0; column < columns; column++)
            parameters[column] = ($"@c{column}", Column(rows, column));
        string arrays = string.Join(", ", parameters.Select(parameter => parameter.Name));
        return new SqlText($"{into} SELECT * FROM unnest({arrays}) {ending}", parameters);
    }

    private static object Column(IReadOnlyList<object?[]> rows, int column) =>
        rows.Any(row => row[column] is long)
            ? rows.Select(row => (long?)row[column]).ToArray()
            : rows.Select(row => (string?)row[column]).ToArray();
}
