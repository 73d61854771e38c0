using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Collections;

namespace TempCardIssuance.Core.Batches;

/// <summary>One try at making one card on one body.</summary>
public sealed record CardProduction
{
    /// <summary>Batch, card and attempt, such as <c>B-000001/T-00001/1</c>.</summary>
    public required string Id { get; init; }

    public required string BatchId { get; init; }

    public required string CardNumber { get; init; }

    /// <summary>1 for the first try within the batch.</summary>
    public required int Attempt { get; init; }

    public required string Station { get; init; }

    public required ProductionState State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// What tells this piece of plastic from every other, e.g. <c>serial:0012AB34</c>; null if not encoded.
    /// </summary>
    public string? BodyId { get; init; }

    /// <summary>The GUID written into the card's CHUID (SP 800-73-4 Part 1, 3.1.2).</summary>
    public Guid? CardGuid { get; init; }

    /// <summary>
    /// Where the management key of the chip comes from, e.g. <c>SP 800-108 from master 3F2A9C01</c>; on record before
    /// it is written. Null if not encoded.
    /// </summary>
    public string? ManagementKey { get; init; }

    /// <summary>The last second (UTC) of the last day on which the card may be used.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The error id of a production that failed.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What went wrong, or why somebody has to look at the card, in words.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// The chip is good, but nobody knows whether the face came out: somebody has to look before the batch is completed.
    /// </summary>
    public bool NeedsLook { get; init; }

    /// <summary>What the printer calls the job that prints the face; null: there is none.</summary>
    public string? PrintJob { get; init; }

    /// <summary>Why it was spoiled after it had ended.</summary>
    public string? SpoiledReason { get; init; }

    /// <summary>
    /// PIN and PUK as a CMS message (PEM) for the configured recipients; see RFC 5652. Without the PUK where
    /// <see cref="SealedPuk"/> has it.
    /// </summary>
    public string? SealedPins { get; init; }

    /// <summary>The PUK as a CMS message of its own, for recipients of its own; null: there is none.</summary>
    public string? SealedPuk { get; init; }

    /// <summary>Since when the PIN on the card is the one that its holder chose; null: it is the one that was drawn.</summary>
    public DateTimeOffset? PinSetAt { get; init; }

    /// <summary>Where the faces are (file paths), or the printer's job names.</summary>
    public IReadOnlyList<string> Faces
    {
        get;
        init => field = ReadableList.Of(value);
    } = ReadableList.Of<string>([]);

    /// <summary>What was issued for it, whether or not it reached the card.</summary>
    public IReadOnlyList<CardCertificate> Certificates
    {
        get;
        init => field = ReadableList.Of(value);
    } = ReadableList.Of<CardCertificate>([]);

    /// <summary>Null while it goes on.</summary>
    public TimeSpan? Duration => EndedAt - StartedAt;

    public override string ToString() => $"{CardNumber} #{Attempt} {State}";
}
