using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sqlite;

namespace TempCardIssuance.Infrastructure.Storage;

/// <summary>Makes stores. Nothing is opened before a store is first used.</summary>
public static class CardStores
{
    /// <summary>A store in one SQLite file, which is made, with its folder, if there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">Tells which leases have run out.</param>
    public static ICardStore OpenSqlite(string path, TimeProvider time) =>
        new SqlCardStore(new SqliteDialect(path), time);
}
