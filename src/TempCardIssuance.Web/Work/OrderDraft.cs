using System.Collections.Immutable;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Planning;

namespace TempCardIssuance.Web.Work;

/// <summary>A batch order that is being put together.</summary>
public sealed record OrderDraft
{
    public CardSearch Search { get; init; } = new();

    public int Page { get; init; } = 1;

    /// <summary>Numbers of the cards that are ticked, on any page.</summary>
    public ImmutableSortedSet<string> Ticked { get; init; } = ImmutableSortedSet.Create<string>(CardNumber.Comparer);

    public required OrderOptions Options { get; init; }

    /// <summary>What is asked of the session; what has no meaning for a chip that is not encoded is left out.</summary>
    public IssuanceRequest ToRequest() => new()
    {
        CardNumbers = [.. Ticked],
        Encode = Options.Encode,
        Print = Options.Print,
        PinLength = Options.Encode ? Options.PinLength : null,
        PukLength = Options.Encode ? Options.PukLength : null,
        Certificates = Options.Encode ? Options.Certificates : [],
        Stations = Options.Enqueue ? null : Options.Stations,
        Enqueue = Options.Enqueue,
    };
}

/// <summary>What was chosen for a batch.</summary>
public sealed record OrderOptions(
    int? PinLength, int? PukLength, bool Encode, bool Print, IReadOnlyList<string> Certificates,
    IReadOnlyList<string> Stations)
{
    /// <summary>Whether the batch is put in line for stations of any computer.</summary>
    public bool Enqueue { get; init; }

    public static OrderOptions Of(BatchOptions defaults) => new(
        defaults.PinLength, defaults.PukLength, defaults.Encode, defaults.Print, defaults.Certificates,
        defaults.Stations);
}
