namespace TempCardIssuance.Web.Work;

/// <summary>What a station does now.</summary>
/// <param name="Name">The station.</param>
public sealed record StationView(string Name)
{
    public string? CardNumber { get; init; }

    /// <summary>Null: nothing.</summary>
    public string? Step { get; init; }

    /// <summary>What a person has to do there; null: nothing.</summary>
    public string? Wanted { get; init; }

    /// <summary>Whether it does no more for this batch.</summary>
    public bool HasStopped { get; init; }
}
