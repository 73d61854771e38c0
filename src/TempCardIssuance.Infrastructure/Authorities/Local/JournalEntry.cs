using TempCardIssuance.Infrastructure.Authorities.Local.Record;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Something to write, and who waits for it.</summary>
/// <param name="Record">
/// Null: only a revocation list that is due, and to find out whether something can be written.
/// </param>
/// <param name="RawData">The certificate that is revoked, DER, should the record have lost it.</param>
internal sealed record JournalEntry(IndexRecord? Record, byte[]? RawData = null)
{
    /// <summary>What was written for it; null where nothing had to be.</summary>
    public TaskCompletionSource<IndexRecord?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is written for it.</summary>
    public IndexRecord? Written { get; set; }

    /// <summary>It is on the disk; does nothing where it was refused.</summary>
    public void End() => Done.TrySetResult(Written);
}
