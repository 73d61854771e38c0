using TempCardIssuance.Core.Errors;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages;

/// <summary>A question before something is done that can't be undone.</summary>
public sealed record QuestionModel
{
    public required string Title { get; init; }

    public string Area { get; init; } = "batches";

    /// <summary>Null: it can't be done; see <see cref="Error"/>.</summary>
    public string? Question { get; init; }

    public TempCardException? Error { get; init; }

    /// <summary>Cards that are left out.</summary>
    public IReadOnlyList<Trouble> Refused { get; init; } = [];

    /// <summary>Where the answer goes.</summary>
    public required string Action { get; init; }

    /// <summary>What the button says.</summary>
    public required string Yes { get; init; }

    /// <summary>Whether the button takes away what can't be had back.</summary>
    public bool IsGrave { get; init; }

    public required string Back { get; init; }

    /// <summary>Values that go along, unseen.</summary>
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];

    /// <summary>What the operator has to say: name, text, and whether it has to be ticked.</summary>
    public IReadOnlyList<(string Name, string Text, bool Required)> Ticks { get; init; } = [];

    /// <summary>The reason that stands there; null: none is asked for.</summary>
    public string? Reason { get; init; }
}
