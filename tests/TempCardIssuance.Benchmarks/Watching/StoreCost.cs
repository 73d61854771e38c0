namespace TempCardIssuance.Benchmarks.Watching;

/// <summary>What something cost in the store. What a database does not tell is 0.</summary>
internal sealed record StoreCost
{
    /// <summary>Statements in SQLite; round trips to PostgreSQL.</summary>
    public double Statements { get; init; }

    public double PagesRead { get; init; }

    public double PagesWritten { get; init; }

    /// <summary>How often the system was told to bring a file to the disk.</summary>
    public double Flushes { get; init; }

    /// <summary>Of SQLite's virtual machine: grows with the rows that are looked at.</summary>
    public double Steps { get; init; }

    public StoreCost Since(StoreCost before) => new()
    {
        Statements = Statements - before.Statements,
        PagesRead = PagesRead - before.PagesRead,
        PagesWritten = PagesWritten - before.PagesWritten,
        Flushes = Flushes - before.Flushes,
        Steps = Steps - before.Steps,
    };
}
