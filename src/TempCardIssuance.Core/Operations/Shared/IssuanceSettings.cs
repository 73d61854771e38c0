using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>What the configuration says about issuing; an operator may override the options per batch.</summary>
public sealed record IssuanceSettings
{
    /// <summary>The options of a batch where the operator gives none, with all stations there are.</summary>
    public required BatchOptions Defaults { get; init; }

    /// <summary>Rules for PINs; the length comes from the options of the batch.</summary>
    public required PinPolicy Pin { get; init; }

    /// <summary>Rules for PUKs; the length comes from the options of the batch.</summary>
    public required PinPolicy Puk { get; init; }

    /// <summary>Certificate profiles by name, ignoring case.</summary>
    public required IReadOnlyDictionary<string, CertificateProfile> Profiles { get; init; }

    /// <summary>Whether a batch must be completed by another operator than the one who started it.</summary>
    public bool DualControl { get; init; }

    /// <summary>For how many days a card is handed out where nothing is said, the day itself not counted.</summary>
    public int LoanDays { get; init; } = 14;

    /// <summary>How many cards one holder may have at once.</summary>
    public int CardsPerHolder { get; init; } = 1;

    /// <summary>For how many hours after the end of its loan a card can still be given longer.</summary>
    public int GraceHours { get; init; } = 24;

    /// <summary>How long a producing process that says nothing counts as alive.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);
}
