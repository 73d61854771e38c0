namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>What a transaction wrote.</summary>
/// <param name="Result">For the caller.</param>
/// <param name="Commit">Whether there is something to commit.</param>
/// <param name="IsStored">
/// Tells in a later transaction whether all of it was committed. Null: nothing tells, and writing it twice does no
/// harm.
/// </param>
internal sealed record Written<T>(T Result, bool Commit = true, Func<Statements, Task<bool>>? IsStored = null);
