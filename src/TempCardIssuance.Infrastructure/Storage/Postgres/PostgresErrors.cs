using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Infrastructure.Storage.Postgres;

/// <summary>Error codes of PostgreSQL (its manual, appendix A) as errors that say what to do.</summary>
internal static class PostgresErrors
{
    private const string IdleInTransactionTimeout = "25P03";

    /// <summary>
    /// The server starts, stops or ended this session, has no connection left, or undid the transaction for the sake of
    /// another one; or the connection could not be opened or broke. Not a statement that took too long.
    /// </summary>
    /// <param name="exception">What happened.</param>
    /// <param name="hasOthers">Whether there are several hosts, of which another one may be the primary soon.</param>
    public static bool IsPassing(Exception exception, bool hasOthers) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => hasOthers,
        PostgresException error => error.SqlState.StartsWith("08", StringComparison.Ordinal) || error.SqlState is
            PostgresErrorCodes.AdminShutdown or
            PostgresErrorCodes.CrashShutdown or
            PostgresErrorCodes.CannotConnectNow or
            IdleInTransactionTimeout or
            PostgresErrorCodes.TooManyConnections or
            PostgresErrorCodes.SerializationFailure or
            PostgresErrorCodes.DeadlockDetected,
        NpgsqlException { InnerException: AggregateException all } =>
            all.InnerExceptions.Any(one => IsAway(one, hasOthers)),
        // No host is what is asked for, as while a replica is promoted.
        NpgsqlException { InnerException: null } => hasOthers,
        NpgsqlException error => error.InnerException is IOException or SocketException,
        SocketException => true,
        _ => false,
    };

    /// <summary>Somebody held a lock for longer than the transaction waits for one.</summary>
    public static bool IsBusy(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    public static TempCardException? Translate(Exception exception, string store) => exception switch
    {
        PostgresException error => Translate(error, store),
        NpgsqlException { InnerException: AuthenticationException untrusted } => NotReady(
            $"can't be trusted: its certificate was refused ({untrusted.Message})",
            "Name the authority of the server's certificate with 'Root Certificate' in the connection, and the host as it "
                + "stands in that certificate; see SSL Mode in the manual of Npgsql.",
            store,
            exception),
        NpgsqlException or SocketException or TimeoutException => NotReady(
            $"can't be reached: {exception.Message}",
            "Check that the server runs and that the connection in the configuration names it; then try again.",
            store,
            exception),
        _ => null,
    };

    private static bool IsAway(Exception exception, bool hasOthers) =>
        IsPassing(exception, hasOthers) || exception is TimeoutException or { InnerException: TimeoutException };

    private static TempCardException Translate(PostgresException error, string store) => error.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable => new TempCardException(
            ErrorIds.StoreBusy,
            ErrorKind.Busy,
            $"The store {store} is busy: somebody else has held what this wants for too long. Nothing was stored.",
            "Do it again. If it stays so, look in pg_stat_activity of the server for who holds the lock.",
            store,
            error),
        PostgresErrorCodes.DiskFull => NotReady(
            "can't grow: the server's disk is full. Nothing of this operation was stored.",
            $"Free some space on the server, then do it again; {Operation.Resume} goes on with a batch that was cut off.",
            store,
            error),
        PostgresErrorCodes.ReadOnlySqlTransaction => NotReady(
            "is read-only.",
            "Connect to the primary server, not to a standby, and check default_transaction_read_only.",
            store,
            error),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => NotReady(
            "refuses the login.",
            "Check user and password of the connection in the configuration, and the server's pg_hba.conf.",
            store,
            error),
        PostgresErrorCodes.InvalidCatalogName => NotReady(
            "does not exist.", "Create the database, or name another one in the configuration.", store, error),
        PostgresErrorCodes.InsufficientPrivilege => NotReady(
            $"does not let this user do that: {error.MessageText}",
            "Make the user the owner of the database, or grant it the rights on its tables.",
            store,
            error),
        PostgresErrorCodes.TooManyConnections => NotReady(
            "has no connection left.", "Raise max_connections on the server, or stop some stations.", store, error),
        _ when error.SqlState.StartsWith("23", StringComparison.Ordinal) => new TempCardException(
            ErrorIds.StoreConflict,
            ErrorKind.InvalidState,
            $"The store {store} refused a change that contradicts what it holds: {error.MessageText}",
            "Look at the batch and its cards again; another process may have changed them.",
            store,
            error),
        _ => NotReady(
            $"does not work: {error.MessageText} ({error.SqlState})",
            "Look at the server's log; once it works again, do it again.",
            store,
            error),
    };

    private static TempCardException NotReady(string what, Remedy remedy, string store, Exception inner) => new(
        ErrorIds.StoreNotReady, ErrorKind.Unavailable, $"The store {store} {what}", remedy, store, inner);
}
