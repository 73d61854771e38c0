namespace TempCardIssuance.Core.Cards;

/// <summary>How many cards a site has.</summary>
public sealed record CardStock
{
    /// <summary>The site; null: cards without one.</summary>
    public required string? Site { get; init; }

    /// <summary>Made, and can be handed out now.</summary>
    public int Unassigned { get; init; }

    /// <summary>Of these, how many can't be handed out any more for as long as usual.</summary>
    public int EndingSoon { get; init; }

    public int Assigned { get; init; }

    /// <summary>Their loan has ended, and they have not come back.</summary>
    public int Overdue { get; init; }

    /// <summary>Came back, and can be made again.</summary>
    public int Returned { get; init; }

    public int Requested { get; init; }

    public int InProduction { get; init; }

    public int Failed { get; init; }

    /// <summary>How many the configuration wants that can be handed out; null: it says nothing.</summary>
    public int? Wanted { get; init; }

    /// <summary>How many have to be requested: those that are wanted and neither there nor asked for.</summary>
    public int Shortage => Math.Max(0, (Wanted ?? 0) - (Unassigned - EndingSoon) - Requested - InProduction);
}
