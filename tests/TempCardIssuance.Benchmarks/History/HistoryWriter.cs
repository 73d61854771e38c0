using System.Data.Common;
using System.Text.Json;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;
using TempCardIssuance.Infrastructure.Storage.Audit;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Benchmarks.History;

/// <summary>
/// Writes a history into an empty store and the record of its authority. Rows go by the product's own way of inserting
/// many, and events by its own way of appending them, so that the trail is chained as this version chains it.
/// </summary>
internal sealed class HistoryWriter(Multiplication history, DbConnection connection, ISqlDialect dialect)
{
    /// <summary>How many batches a transaction has.</summary>
    private const int LotSize = 20;

    private readonly string _storeId = Guid.NewGuid().ToString("D");

    /// <param name="record">The record of the authority, which is made.</param>
    public async Task WriteAsync(string record)
    {
        await using FileStream records = new(record, FileMode.Create);
        await InTransactionAsync(WriteSinglesAsync);
        AuditHead head = new(0, AuditChain.Start);
        foreach (Copy[] lot in history.Copies().Chunk(LotSize))
        {
            var mark = new StoreMark(_storeId, head);
            foreach (IndexRecord entry in lot.SelectMany(copy => history.Records(copy, mark)))
            {
                JsonSerializer.Serialize(records, entry, IndexJson.Default.IndexRecord);
                records.WriteByte((byte)'\n');
            }

            await InTransactionAsync(async statements => head = await WriteAsync(statements, lot));
        }
    }

    private async Task WriteSinglesAsync(Statements statements)
    {
        foreach (RealTable table in history.Singles())
        {
            IEnumerable<object?[]> rows = table.Rows.Where(row => row is not ["store-id", ..]);
            string into = $"INSERT INTO {table.Table.Name} ({string.Join(", ", table.Columns)})";
            await statements.InsertAsync(into, rows);
        }

        await statements.InsertAsync("INSERT INTO facts (name, value)", [["store-id", _storeId]]);
    }

    private async Task<AuditHead> WriteAsync(Statements statements, Copy[] lot)
    {
        foreach (CopiedTable table in history.Tables)
        {
            await statements.InsertAsync(table.Into, lot.SelectMany(table.Of));
            await statements.FlushAsync();
        }

        return (await AuditAppender.AppendAsync(statements, [.. lot.SelectMany(history.Events)]))!;
    }

    private async Task InTransactionAsync(Func<Statements, Task> write)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        await using var statements = new Statements(transaction, dialect, CancellationToken.None);
        await write(statements);
        await statements.CommitAsync();
    }
}
