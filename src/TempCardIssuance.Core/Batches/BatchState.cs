namespace TempCardIssuance.Core.Batches;

/// <summary>Where a batch is. Interrupted is never stored: it is Producing with no living process behind it.</summary>
public enum BatchState
{
    Producing,
    Interrupted,
    Produced,
    Completed,
    Cancelled,

    /// <summary>Waits for a station of any computer to take it up; nobody works on it, and that is no interruption.</summary>
    Queued,
}

/// <summary>How a production stands. Spoiled ones did end Succeeded or Failed before.</summary>
public enum ProductionState
{
    Started,
    Succeeded,
    Failed,
    Spoiled,
}
