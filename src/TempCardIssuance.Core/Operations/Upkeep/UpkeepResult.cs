namespace TempCardIssuance.Core.Operations.Upkeep;

/// <summary>What upkeep has to do.</summary>
/// <param name="Ended">Cards of which no row says yet that they have ended.</param>
/// <param name="EndingSoon">Loans that end soon, which was not told yet.</param>
/// <param name="Overdue">Cards that did not come back in time, whose certificates are still good.</param>
/// <param name="Revocations">Certificates to revoke, and productions that may have some.</param>
/// <param name="HandOvers">Hand-overs that wait.</param>
public sealed record UpkeepPlan(int Ended, int EndingSoon, int Overdue, int Revocations, int HandOvers);

/// <summary>What upkeep did.</summary>
public sealed record UpkeepResult
{
    /// <summary>When it came to its end.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Cards that have become Expired.</summary>
    public int Ended { get; init; }

    /// <summary>Loans of which was told that they end soon.</summary>
    public int EndingSoon { get; init; }

    /// <summary>Cards that did not come back in time, whose certificates were put into the queue.</summary>
    public int Overdue { get; init; }

    /// <summary>Hand-overs that were told.</summary>
    public int HandedOver { get; init; }

    /// <summary>Hand-overs that still wait.</summary>
    public int HandOversPending { get; init; }

    /// <summary>Certificates that were revoked.</summary>
    public int Revoked { get; init; }

    /// <summary>Certificates that are still to be revoked, and productions that may have some.</summary>
    public int RevocationsPending { get; init; }

    /// <summary>What could not be done, in words.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => HandOversPending + RevocationsPending == 0 && Problems.Count == 0;
}

/// <summary>That upkeep runs as it should.</summary>
/// <param name="LastRun">When it last came to its end; null: there was nothing to do for it yet.</param>
public sealed record UpkeepTime(DateTimeOffset? LastRun);

/// <summary>Upkeep did not run for longer than it should.</summary>
/// <param name="LastRun">When it last did; null: never.</param>
public sealed record UpkeepDelay(DateTimeOffset? LastRun);
