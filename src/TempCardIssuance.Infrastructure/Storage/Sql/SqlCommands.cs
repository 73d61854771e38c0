using System.Data.Common;

namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>Sends statements to a database: each by itself, or several at once.</summary>
internal sealed class SqlCommands(DbTransaction transaction) : IAsyncDisposable
{
    /// <summary>Each text becomes one command that is used again: thousands of equal ones are parsed once.</summary>
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    public async Task<SqlAnswer> RunAsync(SqlText text, CancellationToken cancellationToken)
    {
        DbCommand command = Command(text);
        if (!text.GivesRows)
            return new SqlAnswer([], await command.ExecuteNonQueryAsync(cancellationToken));
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        return new SqlAnswer(await ReadAsync(reader, cancellationToken), 0);
    }

    /// <summary>In one round trip.</summary>
    /// <param name="texts">What to send.</param>
    /// <param name="answers">Gets the answers as they come, also where a later statement fails.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RunAsync(
        IReadOnlyList<SqlText> texts, List<SqlAnswer> answers, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
            return;
        await using DbBatch batch = transaction.Connection!.CreateBatch();
        batch.Transaction = transaction;
        foreach (SqlText text in texts)
            batch.BatchCommands.Add(BatchCommand(batch, text));
        await using DbDataReader reader = await batch.ExecuteReaderAsync(cancellationToken);
        // Only those that give rows have a result of their own.
        bool isFirst = true;
        for (int i = 0; i < texts.Count; i++)
        {
            if (!texts[i].GivesRows)
                continue;
            if (!isFirst && !await reader.NextResultAsync(cancellationToken))
                break;
            isFirst = false;
            AddChanged(texts, batch, answers, i);
            answers.Add(new SqlAnswer(await ReadAsync(reader, cancellationToken), 0));
        }

        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        AddChanged(texts, batch, answers, texts.Count);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DbCommand command in _commands.Values)
            await command.DisposeAsync();
    }

    /// <summary>The answers of those before a place that give no rows.</summary>
    private static void AddChanged(IReadOnlyList<SqlText> texts, DbBatch batch, List<SqlAnswer> answers, int end)
    {
        for (int i = answers.Count; i < end && !texts[i].GivesRows; i++)
            answers.Add(new SqlAnswer([], batch.BatchCommands[i].RecordsAffected));
    }

    private static async Task<IReadOnlyList<object[]>> ReadAsync(
        DbDataReader reader, CancellationToken cancellationToken)
    {
        List<object[]> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            object[] values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(values);
        }

        return rows;
    }

    private static DbBatchCommand BatchCommand(DbBatch batch, SqlText text)
    {
        DbBatchCommand command = batch.CreateBatchCommand();
        command.CommandText = text.Sql;
        foreach ((string name, object? value) in text.Parameters)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private DbCommand Command(SqlText text)
    {
        if (!_commands.TryGetValue(text.Sql, out DbCommand? command))
        {
            command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = text.Sql;
            foreach ((string name, object? _) in text.Parameters)
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            _commands.Add(text.Sql, command);
        }

        for (int i = 0; i < text.Parameters.Length; i++)
            command.Parameters[i].Value = text.Parameters[i].Value ?? DBNull.Value;
        return command;
    }
}
