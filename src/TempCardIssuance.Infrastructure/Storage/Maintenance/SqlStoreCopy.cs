using System.Data.Common;
using Dapper;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Storage.Batches;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Maintenance;

/// <summary>Copies one database into another, row by row, and compares them.</summary>
internal sealed class SqlStoreCopy(ISqlDialect from, ISqlDialect to)
{
    private const int LotSize = 1000;

    /// <summary>Throws where there is nothing to copy, or it does not stand still.</summary>
    public async Task CheckSourceAsync(DbConnection source, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await Migrations.ReadVersionAsync(source, null, from) == 0)
            throw NotPossible($"There is no store in {from.StoreName}.", "Check 'store:' of this configuration.");
        string? busy = await source.ExecuteScalarAsync<string?>(new CommandDefinition(
            $"SELECT MIN(batch_id) FROM leases WHERE {LeaseSql.IsLive}",
            new { now = time.GetUtcNow().UtcTicks },
            cancellationToken: cancellationToken));
        if (busy is not null)
        {
            throw NotPossible(
                $"Batch {busy} is being made; what happens meanwhile would be missing in the copy.",
                $"Wait until it is Produced, or stop its stations; {Operation.FindBatches} shows how far it is.");
        }
    }

    /// <summary>Throws where something is there already.</summary>
    public async Task CheckDestinationAsync(DbConnection destination, CancellationToken cancellationToken)
    {
        if (await Migrations.ReadVersionAsync(destination, null, to) > 0
            && await destination.ExecuteScalarAsync<long>(new CommandDefinition(
                "SELECT (SELECT COUNT(*) FROM cards) + (SELECT COUNT(*) FROM audit) + (SELECT COUNT(*) FROM counters)",
                cancellationToken: cancellationToken)) > 0)
        {
            throw NotPossible(
                $"The store {to.StoreName} is not empty.",
                "Name a configuration whose store is a new file, or a new database.");
        }
    }

    /// <summary>All of it, or nothing.</summary>
    public async Task<StoreCopy> RunAsync(
        DbConnection source, DbConnection destination, CancellationToken cancellationToken)
    {
        await Migrations.UpgradeAsync(source, from, cancellationToken);
        await Migrations.UpgradeAsync(destination, to, cancellationToken);
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        await using DbTransaction reading = await from.BeginReadAsync(source, cancellationToken);
        await using DbTransaction writing = await to.BeginUpgradeAsync(destination, cancellationToken);
        // The only table that a new store has rows in.
        await destination.ExecuteAsync("DELETE FROM audit_head", null, writing);
        foreach (StoreTable table in StoreTables.All)
            await CopyAsync(table, reading, writing, cancellationToken);
        foreach (StoreTable table in StoreTables.All)
            rows[table.Name] = await CompareAsync(table, reading, writing, cancellationToken);
        await writing.CommitAsync(CancellationToken.None);
        return new StoreCopy(from.StoreName, to.StoreName, rows);
    }

    private static string Select(StoreTable table) => $"SELECT * FROM {table.Name} ORDER BY {table.Key}";

    private async Task CopyAsync(
        StoreTable table, DbTransaction reading, DbTransaction writing, CancellationToken cancellationToken)
    {
        await using var statements = new Statements(writing, to, cancellationToken);
        await using DbDataReader reader = await ReadAsync(table, reading, cancellationToken);
        int[] columns = [.. Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) != table.Computed)];
        string into = $"INSERT INTO {table.Name} ({string.Join(", ", columns.Select(reader.GetName))})"
            + (table.Numbered is null ? "" : to.WithOwnNumbers);
        var lot = new List<object?[]>(LotSize);
        while (await reader.ReadAsync(cancellationToken))
        {
            lot.Add([.. columns.Select(reader.GetValue)]);
            if (lot.Count < LotSize)
                continue;
            await statements.InsertAsync(into, lot);
            await statements.FlushAsync();
            lot.Clear();
        }

        await statements.InsertAsync(into, lot);
        await statements.FlushAsync();
        if (table.Numbered is { } column && to.GoOnWithNumbers(table.Name, column) is { } goOn)
            await writing.Connection!.ExecuteAsync(goOn, null, writing);
    }

    /// <summary>Gives how many rows there are.</summary>
    private async Task<long> CompareAsync(
        StoreTable table, DbTransaction reading, DbTransaction writing, CancellationToken cancellationToken)
    {
        await using DbDataReader read = await ReadAsync(table, reading, cancellationToken);
        await using DbDataReader written = await ReadAsync(table, writing, cancellationToken);
        for (long rows = 0; ; rows++)
        {
            bool isMore = await read.ReadAsync(cancellationToken);
            if (isMore != await written.ReadAsync(cancellationToken) || (isMore && !IsSame(read, written)))
            {
                throw NotPossible(
                    $"Row {rows + 1} of {table.Name} is not the same in {to.StoreName}; nothing was copied.",
                    "Check both stores and their disks; then do it again.");
            }

            if (!isMore)
                return rows;
        }
    }

    private static bool IsSame(DbDataReader read, DbDataReader written)
    {
        for (int i = 0; i < read.FieldCount; i++)
        {
            object value = read.GetValue(i);
            object copy = written.GetValue(written.GetOrdinal(read.GetName(i)));
            if (value is byte[] bytes ? !bytes.AsSpan().SequenceEqual((byte[])copy) : !value.Equals(copy))
                return false;
        }

        return true;
    }

    private static async Task<DbDataReader> ReadAsync(
        StoreTable table, DbTransaction transaction, CancellationToken cancellationToken) =>
        (DbDataReader)await transaction.Connection!.ExecuteReaderAsync(new CommandDefinition(
            Select(table), transaction: transaction, commandTimeout: 0, cancellationToken: cancellationToken));

    private TempCardException NotPossible(string what, Remedy remedy) => new(
        ErrorIds.CopyNotPossible, ErrorKind.InvalidState, what, remedy, to.StoreName);
}
