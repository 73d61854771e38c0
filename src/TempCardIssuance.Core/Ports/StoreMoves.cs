namespace TempCardIssuance.Core.Ports;

/// <summary>A store that is replaced by a copy of it that was made before.</summary>
/// <param name="Store">A file, or a server and a database.</param>
/// <param name="Backup">The file that takes its place.</param>
/// <param name="KeptAs">The file in which the store is kept as it was before; null: there was none.</param>
/// <param name="EventsSince">
/// How many events of the audit trail came after the copy was made, and are not in it; null: nobody can tell, because
/// the store can't be read, or the copy is none of it.
/// </param>
/// <param name="Since">Those events, counted by <see cref="Audit.AuditKinds"/>.</param>
public sealed record StoreRestore(
    string Store, string Backup, string? KeptAs, long? EventsSince, IReadOnlyDictionary<string, long> Since);

/// <summary>A store that was copied into another one, row by row, and compared.</summary>
/// <param name="Store">Where it came from.</param>
/// <param name="Destination">Where it is now as well.</param>
/// <param name="Rows">How many rows each table has.</param>
public sealed record StoreCopy(string Store, string Destination, IReadOnlyDictionary<string, long> Rows);
