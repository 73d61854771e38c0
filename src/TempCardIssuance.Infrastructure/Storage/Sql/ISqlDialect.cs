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

    /// <summary>
    /// Lets what is committed next on this connection reach the disk with what is committed later: an outage of power
    /// may take it back, and nothing but that.
    /// </summary>
    Task RelaxAsync(DbConnection connection);

    /// <summary>Takes what was deleted out of files that keep it for a while, as far as nobody else reads.</summary>
    Task WipeAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Is called once, on the first connection, before the schema is looked at.</summary>
    Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>
    /// True if a transaction that writes is the only one from its begin to its end; else they lock the rows they have
    /// to do with, the end of the audit trail last of all.
    /// </summary>
    bool IsOneWriter { get; }

    /// <summary>A transaction.</summary>
    Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>A query with which each transaction that writes begins; null: none is needed.</summary>
    SqlText? Settings { get; }

    /// <summary>The account that the server let in, as an expression; NULL where there are none.</summary>
    string Account { get; }

    /// <summary>A transaction that is the only one that changes the schema, from here to its end.</summary>
    Task<DbTransaction> BeginUpgradeAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Statements that insert rows.</summary>
    /// <param name="into">INSERT INTO with table and columns.</param>
    /// <param name="rows">Texts, 64-bit numbers, bytes or null, in the order of the columns.</param>
    /// <param name="ending">What stands behind the values.</param>
    IEnumerable<SqlText> Inserts(string into, IEnumerable<object?[]> rows, string ending);

    /// <summary>Ends a SELECT that locks the row it gives and leaves out those that others have locked.</summary>
    string SkipLocked { get; }

    /// <summary>Ends a SELECT that keeps all others from changing the rows it gives.</summary>
    string ForUpdate { get; }

    /// <summary>Ends a SELECT that keeps others from changing the rows it gives, but not from doing the same.</summary>
    string ForShare { get; }

    /// <summary>Ends a SELECT that keeps others from deleting the rows it gives, but not from changing them.</summary>
    string ForKeyShare { get; }

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
    /// True where the column has one of the few values that a query gives: they are found first, and the rows by them,
    /// whatever the planner knows or thinks to know.
    /// </summary>
    string IsIn(string column, string query);

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

    /// <summary>True if somebody else held what the operation wanted for too long; nothing of it is stored.</summary>
    bool IsBusy(Exception exception);

    /// <summary>Closes the connections of the pool that nobody uses.</summary>
    void DropIdleConnections();

    /// <summary>The error in this product's words, or null if the exception is none of the database.</summary>
    TempCardException? Translate(Exception exception);
}
