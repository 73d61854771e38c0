using TempCardIssuance.Core.Audit;

namespace TempCardIssuance.Infrastructure.Storage;

/// <summary>What a transaction wrote.</summary>
/// <param name="Result">For the caller.</param>
/// <param name="Commit">Whether there is something to commit.</param>
/// <param name="Receipt">
/// The last audit event that was appended, by which it can be told later whether all of it was committed. Null: there is
/// none, and writing it twice does no harm.
/// </param>
internal sealed record Written<T>(T Result, bool Commit = true, AuditHead? Receipt = null);
