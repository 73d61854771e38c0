namespace TempCardIssuance.Composition;

/// <summary>Whether one part of what issuing needs can work now.</summary>
public sealed record Readiness
{
    /// <summary>Store, Seal, Authority, Station or Printer.</summary>
    public required string Part { get; init; }

    /// <summary>As the configuration calls it.</summary>
    public required string Name { get; init; }

    public bool Ready => Problem is null;

    /// <summary>The error id of the problem; null where it is ready.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What is wrong, in words; null where it is ready.</summary>
    public string? Problem { get; init; }

    /// <summary>What of an authority ends when, in words; null: nothing, or it is not told.</summary>
    public string? Ends { get; init; }

    /// <summary>What the operator can do about it.</summary>
    public string? Remedy { get; init; }
}
