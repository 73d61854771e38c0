namespace TempCardIssuance.Core.Pins;

/// <summary>What a letter tells.</summary>
public enum LetterKind
{
    Pin,
    Puk,

    /// <summary>PIN and PUK.</summary>
    Both,
}

/// <summary>How a letter came out.</summary>
public enum LetterState
{
    /// <summary>It was begun, and nobody has said how it ended: it may have come out.</summary>
    Begun,
    Printed,

    /// <summary>Nothing came out.</summary>
    Failed,

    /// <summary>Whether it came out nobody knows.</summary>
    Unknown,
}

/// <summary>A letter that tells the holder of a card the PIN, the PUK or both.</summary>
public sealed record PinLetter
{
    /// <summary>Such as <c>L-7K3MQ2ZD9A</c>: drawn, so that it tells nothing of its card.</summary>
    public required string Number { get; init; }

    public required string CardNumber { get; init; }

    /// <summary>The production whose PIN it tells.</summary>
    public required string ProductionId { get; init; }

    public required LetterKind Kind { get; init; }

    /// <summary>How often such a letter was begun, from 1.</summary>
    public required int Copy { get; init; }

    public required LetterState State { get; init; }

    /// <summary>The address of the printer, or the file.</summary>
    public required string Printer { get; init; }

    /// <summary>What the printer calls the job; null: there is none.</summary>
    public string? Job { get; init; }

    /// <summary>What went wrong, or why somebody has to look, in words.</summary>
    public string? Message { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Since when what it says is no longer true; null: it is.</summary>
    public DateTimeOffset? VoidAt { get; init; }

    /// <summary>Whether there may be such a paper, and what it says is true.</summary>
    public bool Counts => State != LetterState.Failed && VoidAt is null;

    public override string ToString() => Number;
}
