using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;
using TempCardIssuance.Infrastructure.Storage.Maintenance;

namespace TempCardIssuance.Benchmarks.History;

/// <summary>
/// All that the product left of a batch that it really made: rows, audit events, the record of the authority. A card
/// failed and was made again, and so was one that had come out well.
/// </summary>
/// <param name="Tables">Every table with all its columns, whatever they are; the audit trail is not among them.</param>
/// <param name="Events">The audit trail.</param>
/// <param name="Records">What the authority issued and revoked, in order.</param>
internal sealed record RealBatch(
    IReadOnlyList<RealTable> Tables, IReadOnlyList<AuditEvent> Events, IReadOnlyList<IndexRecord> Records)
{
    /// <summary>Of cards; seven digits are enough for all that there may be.</summary>
    public const string Pattern = "T-{0:0000000}";

    /// <summary>A command of a production at which it has a certificate.</summary>
    public const int LateCommand = 72;

    private static readonly string[] Sites = ["Basel", "Bern", "Chur", "Genf"];

    /// <summary>Kept by the audit trail itself.</summary>
    private static readonly string[] Trail = ["audit", "audit_days", "audit_head"];

    /// <summary>A configuration with one station, whose second card fails.</summary>
    public static Workplace MakeWorkplace()
    {
        string fault = $$"""{ card: 2, apdu: {{LateCommand}}, statusWord: '6F00' }""";
        return new Workplace($$"""{ name: training, reader: virtual, cards: 1000000, faults: [{{fault}}] }""");
    }

    /// <summary>Makes the batch, of at least four cards, in a store that is empty.</summary>
    public static async Task<RealBatch> MakeAsync(Workplace workplace, int cards)
    {
        List<AuditEvent> events;
        await using (IssuanceSession session = workplace.Open())
        {
            await MakeAsync(session, cards);
            events = await session.Store.ReadAuditAsync(new AuditQuery(), CancellationToken.None).ToListAsync();
        }

        await using var connection = new SqliteConnection($"Data Source={workplace.Database};Pooling=False");
        var tables = new List<RealTable>();
        foreach (StoreTable table in StoreTables.All.Where(table => !Trail.Contains(table.Name)))
            tables.Add(await ReadAsync(connection, table));
        IndexRecord[] records =
        [
            .. File.ReadLines(Path.Combine(workplace.Authority, "index.jsonl"))
                .Select(line => JsonSerializer.Deserialize(line, IndexJson.Default.IndexRecord)!)
                .Where(record => record is IssuedRecord or RevokedRecord),
        ];
        return new RealBatch(tables, events, records);
    }

    public RealTable Table(string name) => Tables.Single(table => table.Table.Name == name);

    private static async Task MakeAsync(IssuanceSession session, int cards)
    {
        var numbers = new List<string>();
        for (int i = 0; i < Sites.Length; i++)
        {
            int amount = (cards * (i + 1) / Sites.Length) - numbers.Count;
            numbers.AddRange(await Workplace.RequestAsync(session, amount, Pattern, Sites[i]));
        }

        var quiet = new Progress<IssuanceEvent>();
        IssuancePlan plan = await session.Planner.PlanAsync(
            new IssuanceRequest { CardNumbers = numbers }, quiet, CancellationToken.None);
        CardBatch batch = await session.Issuance.StartAsync(plan, quiet, CancellationToken.None);
        Expect(batch, failed: 1);
        if (batch.Productions.Single(p => p.State == ProductionState.Failed).Certificates.Count == 0)
            throw new InvalidOperationException($"At command {LateCommand} there is no certificate yet.");
        await session.Issuance.RepeatAsync(new RepeatRequest { BatchId = batch.Id }, quiet, CancellationToken.None);
        var again = new RepeatRequest { BatchId = batch.Id, CardNumbers = [numbers[^1]], Reason = "Printed crooked" };
        batch = await session.Issuance.RepeatAsync(again, quiet, CancellationToken.None);
        Expect(batch, failed: 0);
        await session.Closing.CompleteAsync(new() { BatchId = batch.Id }, quiet, CancellationToken.None);
    }

    private static void Expect(CardBatch batch, int failed)
    {
        if (batch.Failed != failed || batch.Unassigned != batch.Cards - failed)
            throw new InvalidOperationException($"{batch.Failed} of {batch.Cards} cards failed instead of {failed}.");
    }

    private static async Task<RealTable> ReadAsync(SqliteConnection connection, StoreTable table)
    {
        await using DbDataReader reader =
            await connection.ExecuteReaderAsync($"SELECT * FROM {table.Name} ORDER BY {table.Key}");
        int[] columns =
        [
            .. Enumerable.Range(0, reader.FieldCount)
                .Where(i => reader.GetName(i) != table.Computed && reader.GetName(i) != table.Numbered),
        ];
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. columns.Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return new RealTable(table, [.. columns.Select(reader.GetName)], rows);
    }
}

/// <param name="Table">What the product knows of the table.</param>
/// <param name="Columns">The columns that are written, by name.</param>
/// <param name="Rows">Their values.</param>
internal sealed record RealTable(StoreTable Table, IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows)
{
    public IReadOnlyList<string> Texts(string column)
    {
        int i = Columns.ToList().IndexOf(column);
        return [.. Rows.Select(row => row[i]).OfType<string>().Distinct(StringComparer.Ordinal)];
    }
}
