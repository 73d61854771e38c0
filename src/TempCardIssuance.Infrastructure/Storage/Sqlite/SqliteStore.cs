using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Maintenance;

namespace TempCardIssuance.Infrastructure.Storage.Sqlite;

/// <summary>Makes stores in one SQLite file. Nothing is opened before a store is first used.</summary>
internal static class SqliteStore
{
    /// <summary>A store; its file is made, with its folder, if there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">Tells which leases have run out.</param>
    public static ICardStore Open(string path, TimeProvider clock) =>
        new SqlCardStore(new SqliteDialect(path, create: true), clock);

    /// <summary>Looks after the file.</summary>
    /// <param name="path">The file.</param>
    public static IStoreMaintenance Maintain(string path) =>
        new SqlStoreMaintenance(new SqliteDialect(path, create: false), TimeProvider.System);
}
