using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;

namespace TempCardIssuance.Benchmarks.History;

/// <summary>Makes the rows, events and records of copies of a real batch, in the order of time.</summary>
internal sealed class Multiplication
{
    /// <summary>Tables of what is once in a store. What the product knows of authorities it finds out itself.</summary>
    private static readonly string[] Once = ["facts", "counters", "authorities"];

    private readonly RealBatch _batch;
    private readonly Names _names;
    private readonly int _copies;
    private readonly DateTimeOffset _first;
    private readonly TimeSpan _step;
    private readonly Func<Copy, AuditEvent>[] _events;
    private readonly Func<Copy, StoreMark, IndexRecord>[] _records;

    /// <param name="batch">What is multiplied.</param>
    /// <param name="cards">How many cards there are to be: a multiple of those of the batch.</param>
    /// <param name="years">How far back the first batch is.</param>
    public Multiplication(RealBatch batch, int cards, int years)
    {
        _batch = batch;
        _names = new Names(batch);
        (_copies, int rest) = Math.DivRem(cards, _names.Cards);
        if (rest > 0)
            throw new ArgumentException($"{cards} is no multiple of {_names.Cards}.", nameof(cards));
        DateTimeOffset real = batch.Events[0].At;
        _first = real.AddYears(-years);
        _step = (real - _first) / _copies;
        if (_step < batch.Events[^1].At - real)
            throw new ArgumentException("There is not enough time between batches.", nameof(years));
        _events = [.. batch.Events.Select(Parse)];
        _records = [.. batch.Records.Select(Parse)];
        Tables = [.. batch.Tables.Where(table => !Once.Contains(table.Table.Name)).Select(Parse)];
    }

    /// <summary>The tables that every batch has rows in, those that others refer to first.</summary>
    public IReadOnlyList<CopiedTable> Tables { get; }

    /// <summary>Counters and facts, as they are after all copies.</summary>
    public IEnumerable<RealTable> Singles()
    {
        RealTable counters = _batch.Table("counters");
        yield return _batch.Table("facts");
        yield return counters with
        {
            Rows = [.. counters.Rows.Select(row => row.Select(v => v is long n ? n * _copies : v).ToArray())],
        };
    }

    public IEnumerable<Copy> Copies() => Enumerable.Range(0, _copies)
        .Select(i => new Copy(i, _names.In(i), _first + (i * _step) - _batch.Events[0].At));

    public IEnumerable<AuditEvent> Events(Copy copy) => _events.Select(make => make(copy));

    /// <param name="copy">The copy.</param>
    /// <param name="mark">How far the store was.</param>
    public IEnumerable<IndexRecord> Records(Copy copy, StoreMark mark) => _records.Select(make => make(copy, mark));

    private CopiedTable Parse(RealTable table)
    {
        Value[][] rows =
        [
            .. table.Rows.Select(row => row
                .Select((value, i) => table.Columns[i] == "place" && value is long place
                    ? copy => Place(copy, place)
                    : _names.Parse(value))
                .ToArray()),
        ];
        return new CopiedTable(table.Table.Name, table.Columns, rows);
    }

    /// <summary>What an event has that is not named here stays as it is.</summary>
    private Func<Copy, AuditEvent> Parse(AuditEvent entry)
    {
        Func<Copy, string?> card = _names.Parse(entry.CardNumber);
        Func<Copy, string?> batch = _names.Parse(entry.BatchId);
        Func<Copy, string?> production = _names.Parse(entry.ProductionId);
        Func<Copy, string?> detail = _names.Parse(entry.Detail);
        return copy => entry with
        {
            At = entry.At + copy.Shift,
            CardNumber = card(copy),
            BatchId = batch(copy),
            ProductionId = production(copy),
            Detail = detail(copy),
        };
    }

    private Func<Copy, StoreMark, IndexRecord> Parse(IndexRecord record)
    {
        if (record is RevokedRecord revoked)
        {
            Func<Copy, string?> number = _names.Parse(revoked.Serial);
            return (copy, _) => revoked with
            {
                Serial = number(copy)!,
                At = revoked.At + copy.Shift,
                NotAfter = revoked.NotAfter + copy.Shift,
            };
        }

        var issued = (IssuedRecord)record;
        Func<Copy, string?> serial = _names.Parse(issued.Serial);
        Func<Copy, string?> production = _names.Parse(issued.ProductionId);
        Func<Copy, string?> card = _names.Parse(issued.CardNumber);
        Func<Copy, byte[]> der = _names.Parse(issued.Der);
        return (copy, mark) => issued with
        {
            Serial = serial(copy)!,
            ProductionId = production(copy)!,
            CardNumber = card(copy)!,
            NotAfter = issued.NotAfter + copy.Shift,
            Der = der(copy),
            Place = Place(copy, issued.Place!.Value),
            Store = mark,
        };
    }

    private long Place(Copy copy, long place) =>
        ((long)copy.Number * _batch.Records.OfType<IssuedRecord>().Count()) + place;
}

/// <param name="Name">The table.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">For each row how its values are made.</param>
internal sealed record CopiedTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<Value[]> Rows)
{
    public string Into => $"INSERT INTO {Name} ({string.Join(", ", Columns)})";

    public IEnumerable<object?[]> Of(Copy copy) => Rows.Select(row => Array.ConvertAll(row, value => value(copy)));
}
