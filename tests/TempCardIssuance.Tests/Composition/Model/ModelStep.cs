using System.Globalization;
using System.Text;

namespace TempCardIssuance.Tests.Composition.Model;

internal enum StepKind
{
    Request,
    Remove,
    Issue,
    Repeat,
    Complete,
    Cancel,
    Resume,

    /// <summary>Stations take up a batch that is in line.</summary>
    TakeUp,
    Grant,
    Extend,
    Lock,
    TakeBack,
    Revoke,

    /// <summary>Requested again, on the body that came back.</summary>
    MakeAgain,

    /// <summary>Requested again, on another body.</summary>
    MakeAnew,

    /// <summary>Loans and shelf lives end.</summary>
    WaitLong,

    /// <summary>A minute passes, so that leases run out.</summary>
    Wait,

    /// <summary>The clock is set back by an hour.</summary>
    SetBack,

    /// <summary>
    /// Everything that was interrupted is resumed, every queue worked off, and the invariants are looked at.
    /// </summary>
    Settle,
}

/// <summary>
/// One operation, in numbers that get their meaning from the state it meets: so a sequence stays one when steps are
/// taken out of it.
/// </summary>
internal sealed record ModelStep(StepKind Kind)
{
    /// <summary>Which card or batch, as a place in the list of those that are eligible.</summary>
    public int Pick { get; init; }

    /// <summary>How many cards; 0: all there are, where the operation knows that.</summary>
    public int Count { get; init; }

    /// <summary>Whether to choose among what is allowed; otherwise among all there is and more.</summary>
    public bool Legal { get; init; } = true;

    /// <summary>Whether cards that failed are released.</summary>
    public bool Release { get; init; }

    public int Stations { get; init; } = 1;

    /// <summary>Whether the batch is put in line, or back there.</summary>
    public bool Enqueue { get; init; }

    /// <summary>Whether who has taken a batch up is told to end after the first card.</summary>
    public bool Stop { get; init; }

    public Trouble Trouble { get; init; } = Trouble.None;

    public override string ToString()
    {
        var text = new StringBuilder(Kind.ToString());
        if (Kind is StepKind.Wait or StepKind.WaitLong or StepKind.SetBack or StepKind.Settle)
            return text.ToString();
        text.Append(CultureInfo.InvariantCulture, $" pick {Pick} count {Count} {(Legal ? "legal" : "any")}");
        if (Kind == StepKind.Complete)
            text.Append(CultureInfo.InvariantCulture, $" release {Release}");
        if (Kind is StepKind.Issue or StepKind.Repeat or StepKind.Resume or StepKind.TakeUp)
            text.Append(CultureInfo.InvariantCulture, $" stations {Stations}");
        if (Enqueue && Kind is StepKind.Issue or StepKind.Repeat or StepKind.Resume)
            text.Append(" in line");
        if (Stop && Kind == StepKind.TakeUp)
            text.Append(" stopped");
        return text.Append(Trouble).ToString();
    }
}

/// <summary>What goes wrong during a step.</summary>
internal sealed record Trouble
{
    public static Trouble None { get; } = new();

    /// <summary>The change of the store at which it goes away; 0: never.</summary>
    public int StoreDiesAt { get; init; }

    public AuthorityFault Authority { get; init; }

    /// <summary>The order from which on the authority fails; revocations always do.</summary>
    public int FromOrder { get; init; } = 1;

    public IReadOnlyList<BodyTrouble> Bodies { get; init; } = [];

    public override string ToString()
    {
        var text = new StringBuilder();
        if (StoreDiesAt > 0)
            text.Append(CultureInfo.InvariantCulture, $"; store dies at change {StoreDiesAt}");
        if (Authority != AuthorityFault.None)
            text.Append(CultureInfo.InvariantCulture, $"; authority {Authority} from order {FromOrder}");
        foreach (BodyTrouble body in Bodies)
            text.Append(CultureInfo.InvariantCulture, $"; body {body.Position} of desk-{body.Station}: {body.What}");
        return text.ToString();
    }
}

/// <summary>What goes wrong with a body: it is pulled out at an APDU, or answers that with an error.</summary>
internal sealed record BodyTrouble(int Station, int Position, int Apdu, ushort? StatusWord)
{
    /// <summary>Any card takes more commands, so one that is pulled out earlier can't come out well.</summary>
    private const int FewestCommands = 15;

    public bool IsFatal => StatusWord is null && Apdu <= FewestCommands;

    public string What => StatusWord is { } word
        ? string.Create(CultureInfo.InvariantCulture, $"{word:X4} at APDU {Apdu}")
        : string.Create(CultureInfo.InvariantCulture, $"pulled out at APDU {Apdu}");
}

/// <summary>A sequence of operations on a store that is empty at first.</summary>
internal sealed record ModelProgram(IReadOnlyList<ModelStep> Steps)
{
    public override string ToString() =>
        string.Concat(Steps.Select((s, i) => string.Create(CultureInfo.InvariantCulture, $"\n  {i + 1}. {s}")));
}
