using System.Globalization;
using System.Text;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Sqlite;

/// <summary>An INSERT of several rows, with a parameter for each value.</summary>
internal static class SqliteInsert
{
    public static SqlText Of(string into, IReadOnlyList<object?[]> rows, string ending)
    {
        StringBuilder sql = new StringBuilder(into).Append(" VALUES ");
        for (int row = 0; row < rows.Count; row++)
        {
            int columns = rows[row].Length;
            IEnumerable<string> names = Enumerable.Range(row * columns, columns).Select(Name);
            sql.Append(row == 0 ? "(" : ", (").AppendJoin(", ", names).Append(')');
        }

        (string, object?)[] parameters = [.. rows.SelectMany(row => row).Select((value, i) => (Name(i), value))];
        return new SqlText(sql.Append(' ').Append(ending).ToString(), parameters);
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"@v{i}");
}
