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

    /// <summary>What the card driver can put on a card; asked where no station is there to be. Null: not known.</summary>
    public Ports.ChipCapabilities? Chip { get; init; }

    /// <summary>What an operator may choose, in every front end.</summary>
    public OperatorRights OperatorMay { get; init; } = new();

    /// <summary>Whether a batch must be completed by another operator than the one who started it.</summary>
    public bool DualControl { get; init; }

    /// <summary>For how many days a card is handed out where nothing is said, the day itself not counted.</summary>
    public int LoanDays { get; init; } = 14;

    /// <summary>How many cards one holder may have at once.</summary>
    public int CardsPerHolder { get; init; } = 1;

    /// <summary>For how many hours after the end of its loan a card can still be given longer.</summary>
    public int GraceHours { get; init; } = 24;

    /// <summary>Whether the organisation's own systems are told what becomes of cards, by this computer or another.</summary>
    public bool HandsOver { get; init; }

    /// <summary>Whether bodies that were cards of ours may be reset and made into cards again.</summary>
    public bool ReusesBodies { get; init; }

    /// <summary>How many hours before a loan ends that is told; 0: never.</summary>
    public int SoonHours { get; init; }

    /// <summary>After how many hours without upkeep that is told; 0: never.</summary>
    public int UpkeepHours { get; init; } = 24;

    /// <summary>For how many days after a card came back its holder is known; 0: for ever.</summary>
    public int HolderDays { get; init; }

    /// <summary>Patterns of holders for whom two operators are needed; <c>*</c> and <c>?</c> are wildcards.</summary>
    public IReadOnlyList<string> ProtectedHolders { get; init; } = [];

    /// <summary>How many cards one operator may give up at once; null: any number.</summary>
    public int? RevokeTogether { get; init; }

    /// <summary>Sites whose cards this computer may hand out and take back; empty: all.</summary>
    public IReadOnlyList<string> DeskSites { get; init; } = [];

    /// <summary>How many cards that can be handed out a site wants, by site, ignoring case.</summary>
    public IReadOnlyDictionary<string, int> Stock { get; init; } =
        new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a producing process that says nothing counts as alive.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);
}
