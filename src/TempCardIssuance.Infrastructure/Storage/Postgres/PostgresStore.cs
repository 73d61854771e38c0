using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Maintenance;

namespace TempCardIssuance.Infrastructure.Storage.Postgres;

/// <summary>Makes stores in a PostgreSQL database. Nothing is opened before a store is first used.</summary>
internal static class PostgresStore
{
    /// <summary>A store; its database has to exist, its tables are made if there are none.</summary>
    /// <param name="connectionString">As Npgsql takes it; it may hold a password, and is never shown.</param>
    /// <param name="clock">Tells which leases have run out.</param>
    public static ICardStore Open(string connectionString, TimeProvider clock) =>
        new SqlCardStore(new PostgresDialect(connectionString), clock);

    /// <summary>Looks after the database.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    public static IStoreMaintenance Maintain(string connectionString) =>
        new SqlStoreMaintenance(new PostgresDialect(connectionString), TimeProvider.System);
}
