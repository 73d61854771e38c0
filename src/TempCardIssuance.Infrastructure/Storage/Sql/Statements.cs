using System.Data.Common;
using System.Globalization;
using System.Text;

namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>
/// The statements of one transaction. Each text becomes one command that is used again, so that thousands of equal
/// changes are parsed once.
/// </summary>
internal sealed class Statements(DbTransaction transaction, ISqlDialect dialect, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    private const int RowsPerInsert = 10;

    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    public DbTransaction Transaction => transaction;

    public ISqlDialect Dialect => dialect;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Gives the number of rows that changed.</summary>
    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Command(sql, parameters).ExecuteNonQueryAsync(cancellationToken);

    /// <summary>Gives the first row, or null if there is none.</summary>
    public async Task<object[]?> QueryRowAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using DbDataReader reader = await Command(sql, parameters).ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        object[] values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }

    /// <summary>Gives all rows.</summary>
    public async Task<IReadOnlyList<object[]>> QueryRowsAsync(
        string sql, params (string Name, object? Value)[] parameters)
    {
        await using DbDataReader reader = await Command(sql, parameters).ExecuteReaderAsync(cancellationToken);
        List<object[]> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            object[] values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(values);
        }

        return rows;
    }

    /// <summary>Gives the first column of all rows.</summary>
    public async Task<IReadOnlyList<string>> QueryTextsAsync(
        string sql, params (string Name, object? Value)[] parameters)
    {
        await using DbDataReader reader = await Command(sql, parameters).ExecuteReaderAsync(cancellationToken);
        List<string> texts = [];
        while (await reader.ReadAsync(cancellationToken))
            texts.Add(reader.GetString(0));
        return texts;
    }

    /// <summary>Inserts rows, many with each statement.</summary>
    /// <param name="into">INSERT INTO with table and columns.</param>
    /// <param name="rows">The values, in the order of the columns.</param>
    public async Task InsertAsync(string into, IEnumerable<object?[]> rows)
    {
        foreach (object?[][] chunk in rows.Chunk(RowsPerInsert))
        {
            (string, object?)[] parameters =
            [
                .. chunk.SelectMany(row => row).Select((value, i) => (Name(i), value)),
            ];
            await ExecuteAsync(Values(into, chunk.Length, chunk[0].Length), parameters);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DbCommand command in _commands.Values)
            await command.DisposeAsync();
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"@v{i}");

    private static string Values(string into, int rows, int columns)
    {
        StringBuilder sql = new StringBuilder(into).Append(" VALUES ");
        for (int row = 0; row < rows; row++)
        {
            IEnumerable<string> names = Enumerable.Range(row * columns, columns).Select(Name);
            sql.Append(row == 0 ? "(" : ", (").AppendJoin(", ", names).Append(')');
        }

        return sql.ToString();
    }

    private DbCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out DbCommand? command))
        {
            command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            foreach ((string name, object? _) in parameters)
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            _commands.Add(sql, command);
        }

        for (int i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }
}
