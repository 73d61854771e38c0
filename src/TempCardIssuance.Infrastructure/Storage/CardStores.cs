using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Postgres;
using TempCardIssuance.Infrastructure.Storage.Sql;
using TempCardIssuance.Infrastructure.Storage.Sqlite;

namespace TempCardIssuance.Infrastructure.Storage;

/// <summary>Makes stores. Nothing is opened before a store is first used.</summary>
public static class CardStores
{
    /// <summary>A store in one SQLite file, which is made, with its folder, if there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">Tells which leases have run out.</param>
    public static ICardStore OpenSqlite(string path, TimeProvider time) =>
        new SqlCardStore(new SqliteDialect(path, create: true), time);

    /// <summary>A store in a PostgreSQL database, which has to exist; its tables are made if there are none.</summary>
    /// <param name="connectionString">As Npgsql takes it; it may hold a password, and is never shown.</param>
    /// <param name="time">Tells which leases have run out.</param>
    public static ICardStore OpenPostgres(string connectionString, TimeProvider time) =>
        new SqlCardStore(new PostgresDialect(connectionString), time);

    /// <summary>Looks after the file of <see cref="OpenSqlite"/>.</summary>
    /// <param name="path">The file.</param>
    public static IStoreMaintenance MaintainSqlite(string path) =>
        new SqlStoreMaintenance(new SqliteDialect(path, create: false));

    /// <summary>Looks after the database of <see cref="OpenPostgres"/>.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    public static IStoreMaintenance MaintainPostgres(string connectionString) =>
        new SqlStoreMaintenance(new PostgresDialect(connectionString));
}
