using System.Data.Common;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>What differs between the databases; all other SQL is the same for both.</summary>
internal interface ISqlDialect : IAsyncDisposable
{
    /// <summary>What messages call the store: a file, or a server and a database; never with credentials.</summary>
    string StoreName { get; }

    /// <summary>
    /// True if the planner knows nothing of how the data are distributed, so that a search has to find out itself which
    /// index leads to few rows.
    /// </summary>
    bool PlannerIsBlind { get; }

    /// <summary>Counts the tables named schema_version, as a number.</summary>
    string CountVersionTables { get; }

    /// <summary>Fills in the types of a migration script.</summary>
    string Localize(string script);

    /// <summary>An open connection of the pool, which is given back by disposing of it.</summary>
    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Is called once, on the first connection, before the schema is looked at.</summary>
    Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>A transaction that is the only one that writes, from here to its end.</summary>
    Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>
    /// A transaction that changes single rows which it locks with <see cref="SkipLocked"/>, and waits for no other.
    /// </summary>
    Task<DbTransaction> BeginTakeAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Ends a SELECT that locks the row it gives and leaves out those that others have locked.</summary>
    string SkipLocked { get; }

    /// <summary>What the database itself finds damaged, in words.</summary>
    Task<IReadOnlyList<string>> FindDamageAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Throws where the database is no file that could be copied.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.BackupNotPossible"/>.</exception>
    void CheckBackup();

    /// <summary>Copies the database into a new file, and gives the copy.</summary>
    Task<ISqlDialect> BackupAsync(DbConnection connection, string path, CancellationToken cancellationToken);

    /// <summary>Throws where the database is no file that could be put back.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.RestoreNotPossible"/>.</exception>
    void CheckRestore();

    /// <summary>A copy of the database that was made before.</summary>
    ISqlDialect OpenCopy(string path);

    /// <summary>Puts a copy in the place of the database.</summary>
    /// <param name="backup">The copy.</param>
    /// <param name="kept">Where to keep the database as it was; a file that does not exist.</param>
    /// <param name="cancellationToken">Ends the work before anything has changed.</param>
    /// <returns>Whether there was something to keep.</returns>
    /// <exception cref="TempCardException"><see cref="ErrorIds.RestoreNotPossible"/>: it is in use.</exception>
    Task<bool> RestoreAsync(string backup, string kept, CancellationToken cancellationToken);

    /// <summary>False only for a file that is not there.</summary>
    bool Exists { get; }

    /// <summary>Makes the database if it is a file that is not there.</summary>
    void Create();

    /// <summary>A transaction that reads one state of the database, whatever others write meanwhile.</summary>
    Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Stands between columns and values of an INSERT that gives numbers which the table would give itself.</summary>
    string WithOwnNumbers { get; }

    /// <summary>Has a table go on after the greatest number in it; null: it does.</summary>
    string? GoOnWithNumbers(string table, string column);

    /// <summary>True where the column has one of the texts of a JSON array that is given as a parameter.</summary>
    string IsAnyOf(string column, string parameter);

    /// <summary>
    /// Whether another database has taken the place of the one that was opened before, whose connections are closed
    /// then. Asked before each operation; makes a database where there is none.
    /// </summary>
    bool IsReplaced();

    /// <summary>
    /// True if the database is only away for now or gave way to others: but for a commit, whose answer may have been
    /// lost, nothing of the operation is stored.
    /// </summary>
    bool IsPassing(Exception exception);

    /// <summary>Closes the connections of the pool that nobody uses.</summary>
    void DropIdleConnections();

    /// <summary>The error in this product's words, or null if the exception is none of the database.</summary>
    TempCardException? Translate(Exception exception);
}
