using TempCardIssuance.Core.Collections;

namespace TempCardIssuance.Core.Ports;

/// <summary>Looks after a store as a database. What only looks at it changes nothing, its schema included.</summary>
/// <remarks>Any member throws <see cref="Errors.ErrorIds.StoreNotReady"/> where the store can't be read.</remarks>
public interface IStoreMaintenance : IAsyncDisposable
{
    /// <summary>Looks for damage.</summary>
    Task<StoreHealth> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Throws where <see cref="BackupAsync"/> could not make this file; changes nothing.</summary>
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.BackupNotPossible"/>.</exception>
    Task CheckBackupAsync(string path, CancellationToken cancellationToken);

    /// <summary>Makes a copy of all that is committed, while others go on working, and checks the copy.</summary>
    /// <param name="path">A file that does not exist yet. Only its owner can read it.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.BackupNotPossible"/>.</exception>
    Task<StoreHealth> BackupAsync(string path, CancellationToken cancellationToken);

    /// <summary>What <see cref="RestoreAsync"/> would do; changes nothing.</summary>
    /// <inheritdoc cref="RestoreAsync"/>
    Task<StoreRestore> PlanRestoreAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a copy in the place of the store, with the newest schema. The store as it was is kept beside it.
    /// </summary>
    /// <param name="path">A copy that is sound.</param>
    /// <param name="cancellationToken">Ends the work before anything has changed.</param>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.RestoreNotPossible"/>: the store is no file, some process has it open, or the copy is
    /// not sound.
    /// </exception>
    Task<StoreRestore> RestoreAsync(string path, CancellationToken cancellationToken);

    /// <summary>Throws where <see cref="CopyAsync"/> could not be done; changes nothing.</summary>
    /// <inheritdoc cref="CopyAsync"/>
    Task CheckCopyAsync(IStoreMaintenance destination, CancellationToken cancellationToken);

    /// <summary>
    /// Copies all that is committed into another store, of whatever kind, in one transaction, and compares row by row.
    /// </summary>
    /// <param name="destination">An empty store; its tables are made if there are none.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.CopyNotPossible"/>: the destination is not empty, or cards are being made.
    /// </exception>
    Task<StoreCopy> CopyAsync(IStoreMaintenance destination, CancellationToken cancellationToken);
}

/// <summary>By which clock days are counted, and the validity of cards ends.</summary>
/// <param name="Site">Where, in upper case; null: wherever there is no other.</param>
/// <param name="TimeZone">An id of the IANA time zone database.</param>
public sealed record StoreTimeZone(string? Site, string TimeZone)
{
    public override string ToString() => Site is null ? TimeZone : $"{Site}: {TimeZone}";
}

/// <summary>How a store is.</summary>
/// <param name="Store">A file, or a server and a database.</param>
/// <param name="Schema">The number of its schema.</param>
/// <param name="KnownSchema">
/// The newest schema that this version knows; an older one is upgraded when it is used.
/// </param>
/// <param name="Problems">What is wrong, in words.</param>
public sealed record StoreHealth(string Store, long Schema, long KnownSchema, IReadOnlyList<string> Problems)
{
    /// <summary>By which clocks the store counts days; empty before the first card was made.</summary>
    public IReadOnlyList<StoreTimeZone> TimeZones
    {
        get;
        init => field = ReadableList.Of(value);
    } = ReadableList.Of<StoreTimeZone>([]);

    public bool IsSound => Problems.Count == 0;
}
