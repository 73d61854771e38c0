using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Postgres;

/// <summary>
/// An INSERT of any number of rows, with an array for each column. Of many rows, a value that is the same in all goes to
/// the server once, and so does a column that is the same as the one before it.
/// </summary>
internal static class PostgresInsert
{
    /// <summary>Fewer are sent soon, and each combination of columns is a statement that the server has to learn.</summary>
    private const int Many = 100;

    public static SqlText Of(string into, IReadOnlyList<object?[]> rows, string ending)
    {
        List<string> values = [];
        List<(string Name, object? Value)> arrays = [];
        List<(string Name, object? Value)> same = [];
        for (int column = 0; column < rows[0].Length; column++)
        {
            // The first array says how many rows there are.
            if (rows.Count >= Many && arrays.Count > 0 && IsSame(rows, column))
            {
                values.Add($"@c{column}");
                same.Add(($"@c{column}", rows[0][column]));
                continue;
            }

            if (rows.Count >= Many && column > 0 && IsRepeated(rows, column))
            {
                values.Add(values[^1]);
                continue;
            }

            // What is null in all rows may be of any type.
            Array? array = Column(rows, column);
            values.Add(array is null ? "NULL" : $"c{column}");
            if (array is not null)
                arrays.Add(($"@c{column}", array));
        }

        string names = string.Join(", ", arrays.Select(array => array.Name));
        string unnested = names.Replace("@", "", StringComparison.Ordinal);
        return new SqlText(
            $"{into} SELECT {string.Join(", ", values)} FROM unnest({names}) AS r({unnested}) {ending}",
            [.. arrays, .. same]);
    }

    private static bool IsSame(IReadOnlyList<object?[]> rows, int column) =>
        rows[0][column] is long or string && rows.All(row => rows[0][column]!.Equals(row[column]));

    /// <summary>A number of a card in upper case is its key as well.</summary>
    private static bool IsRepeated(IReadOnlyList<object?[]> rows, int column) =>
        rows[0][column] is string && rows.All(row => ReferenceEquals(row[column], row[column - 1]));

    private static Array? Column(IReadOnlyList<object?[]> rows, int column) =>
        rows.Select(row => row[column]).FirstOrDefault(value => value is not (null or DBNull)) switch
        {
            null => null,
            long => rows.Select(row => row[column] as long?).ToArray(),
            byte[] => rows.Select(row => row[column] as byte[]).ToArray(),
            _ => rows.Select(row => row[column] as string).ToArray(),
        };
}
