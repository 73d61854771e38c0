using TempCardIssuance.Core.Collections;

namespace TempCardIssuance.Core.Batches;

/// <summary>The cards that one operator issues together, and everything that was done to make them.</summary>
public sealed record CardBatch
{
    /// <summary>For example <c>B-000042</c>; given by the store, in order.</summary>
    public required string Id { get; init; }

    public required BatchState State { get; init; }

    /// <summary>The operating-system user who started it.</summary>
    public required string Operator { get; init; }

    public required BatchOptions Options { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last card was done; null while producing.</summary>
    public DateTimeOffset? ProducedAt { get; init; }

    /// <summary>When it was completed or cancelled.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The operating-system user who completed or cancelled it.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>How many cards the batch claimed when it was opened.</summary>
    public int Cards { get; init; }

    /// <summary>How many of its cards have not been made yet.</summary>
    public int InProduction { get; init; }

    /// <summary>How many of those nobody has in hand.</summary>
    public int Waiting { get; init; }

    /// <summary>How many of its cards are good.</summary>
    public int Unassigned { get; init; }

    /// <summary>How many of its cards failed and were neither repeated nor released.</summary>
    public int Failed { get; init; }

    /// <summary>Every try, oldest first; empty where it was not asked for.</summary>
    public IReadOnlyList<CardProduction> Productions
    {
        get;
        init => field = ReadableList.Of(value);
    } = ReadableList.Of<CardProduction>([]);

    /// <summary>Whether it was neither completed nor cancelled.</summary>
    public bool IsOpen => State is BatchState.Queued or BatchState.Producing or BatchState.Interrupted or BatchState.Produced;

    /// <summary>The id, so that a batch can be given where a command wants one.</summary>
    public override string ToString() => Id;
}
