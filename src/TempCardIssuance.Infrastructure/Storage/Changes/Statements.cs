using System.Data.Common;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>
/// The statements of one transaction. Each text becomes one command that is used again, so that thousands of equal
/// changes are parsed once.
/// </summary>
internal sealed class Statements(DbTransaction transaction, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    public DbTransaction Transaction => transaction;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Gives the number of rows that changed.</summary>
    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Command(sql, parameters).ExecuteNonQueryAsync(cancellationToken);

    /// <summary>Gives the first row, or null if there is none.</summary>
    public Task<object[]?> QueryRowAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        QueryRowAsync(Command(sql, parameters));

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values)
            await command.DisposeAsync();
    }

    private async Task<object[]?> QueryRowAsync(DbCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        object[] values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }

    private DbCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                var parameter = command.CreateParameter();
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
