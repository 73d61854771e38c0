namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>A revocation that may be on the next list.</summary>
/// <param name="Record">The revocation.</param>
/// <param name="Number">Which of the record's revocations it is, from 1.</param>
/// <param name="IsCarried">Whether a list that was made after its certificate had expired has had it.</param>
internal sealed record ListedRevocation(RevokedRecord Record, int Number, bool IsCarried)
{
    /// <summary>
    /// RFC 5280, 3.3: an entry must not come off before it was on one list issued beyond its certificate's validity.
    /// Where nobody knows how long that is, or the clock is behind it (again), it stays.
    /// </summary>
    public bool IsDueAt(DateTimeOffset time) => !IsCarried || !IsOver(time);

    /// <summary>It is on a list that is out.</summary>
    public ListedRevocation CarriedBy(CrlRecord list) =>
        !IsCarried && Number <= list.Entries && IsOver(list.At) ? this with { IsCarried = true } : this;

    /// <summary>Lists are dated back, and count from their date.</summary>
    private bool IsOver(DateTimeOffset time) => Record.NotAfter is { } end && end < time - AuthorityIndex.Backdating;
}
