using TempCardIssuance.Core.Collections;

namespace TempCardIssuance.Core.Audit;

/// <summary>What was done to events of the audit trail behind the product's back.</summary>
public enum AuditFlaw
{
    /// <summary>The event is not what was recorded, or another one stands in its place.</summary>
    Changed,

    /// <summary>The event is missing.</summary>
    Removed,

    /// <summary>The event was not recorded by the product.</summary>
    Inserted,

    /// <summary>
    /// The day that begins with the event, or should, is not that of the event: searches by date miss what follows.
    /// </summary>
    Hidden,

    /// <summary>The event can't be found by its card or its batch.</summary>
    Unfindable,
}

/// <summary>One flaw of the trail: the same was done to all events from the first to the last.</summary>
/// <param name="Flaw">What was done.</param>
/// <param name="First">Sequence of the first event.</param>
/// <param name="Last">Sequence of the last event; the same where it is one.</param>
/// <param name="Message">The same in words.</param>
public sealed record AuditFinding(AuditFlaw Flaw, long First, long Last, string Message)
{
    public override string ToString() => Message;
}

/// <summary>What a disagreement is about.</summary>
public enum AuditSubject
{
    Card,
    Batch,
    Production,
    Certificate,
    Authority,
}

/// <summary>Something that is not as the audit trail says, or as another part of the store does.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Id">Its number, id or name.</param>
/// <param name="Message">The same in words.</param>
public sealed record AuditDisagreement(AuditSubject Subject, string Id, string Message)
{
    public override string ToString() => Message;
}

/// <summary>The outcome of a check of the whole audit trail.</summary>
/// <param name="Events">How many events were read.</param>
/// <param name="Head">Where the trail should end, as the store has it.</param>
/// <param name="Findings">Every flaw, in the order of the trail.</param>
public sealed record AuditReport(long Events, AuditHead Head, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>Every flaw, in the order of the trail.</summary>
    public IReadOnlyList<AuditFinding> Findings { get; } = ReadableList.Of(Findings);

    /// <summary>Where cards, batches, productions, certificates and authorities are not as the trail says.</summary>
    public IReadOnlyList<AuditDisagreement> Disagreements
    {
        get;
        init => field = ReadableList.Of(value);
    } = ReadableList.Of<AuditDisagreement>([]);

    /// <summary>
    /// The event from which on the chain covers also what searches go by, and the account of the database; null where
    /// no event at the end of the trail is of a version that does.
    /// </summary>
    public long? FullyCoveredFrom { get; init; }

    /// <summary>Whether the trail is what was recorded.</summary>
    public bool IsIntact => Findings.Count == 0;

    /// <summary>Whether all else is as the trail says.</summary>
    public bool IsAgreed => Disagreements.Count == 0;

    /// <summary>Whether nothing was found at all.</summary>
    public bool IsSound => IsIntact && IsAgreed;
}
