using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Postgres;

/// <summary>An INSERT of any number of rows, with an array for each column.</summary>
internal static class PostgresInsert
{
    public static SqlText Of(string into, IReadOnlyList<object?[]> rows, string ending)
    {
        List<string> values = [];
        List<(string Name, object? Value)> arrays = [];
        for (int column = 0; column < rows[0].Length; column++)
        {
            // What is null in all rows may be of any type.
            Array? array = Column(rows, column);
            values.Add(array is null ? "NULL" : $"c{column}");
            if (array is not null)
                arrays.Add(($"@c{column}", array));
        }

        string names = string.Join(", ", arrays.Select(array => array.Name));
        string columns = names.Replace("@", "", StringComparison.Ordinal);
        return new SqlText(
            $"{into} SELECT {string.Join(", ", values)} FROM unnest({names}) AS r({columns}) {ending}", [.. arrays]);
    }

    private static Array? Column(IReadOnlyList<object?[]> rows, int column) =>
        rows.Select(row => row[column]).FirstOrDefault(value => value is not (null or DBNull)) switch
        {
            null => null,
            long => rows.Select(row => row[column] as long?).ToArray(),
            byte[] => rows.Select(row => row[column] as byte[]).ToArray(),
            _ => rows.Select(row => row[column] as string).ToArray(),
        };
}
