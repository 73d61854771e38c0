using System.Text;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Configuration;
using TempCardIssuance.Infrastructure.Storage;

namespace TempCardIssuance.Composition;

/// <summary>Makes the store that the configuration names, and what looks after it.</summary>
internal static class StoreFactory
{
    public static ICardStore Open(StoreConfiguration store, TimeProvider clock)
    {
        if (store.Provider == StoreProvider.Sqlite)
            return CardStores.OpenSqlite(store.Path!, clock);
        using SecretBytes connection = store.Connection!.Resolve();
        return CardStores.OpenPostgres(Encoding.UTF8.GetString(connection.Span), clock);
    }

    public static IStoreMaintenance Maintain(StoreConfiguration store)
    {
        if (store.Provider == StoreProvider.Sqlite)
            return CardStores.MaintainSqlite(store.Path!);
        using SecretBytes connection = store.Connection!.Resolve();
        return CardStores.MaintainPostgres(Encoding.UTF8.GetString(connection.Span));
    }
}
