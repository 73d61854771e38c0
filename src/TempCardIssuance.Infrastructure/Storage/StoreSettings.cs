using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Storage;

/// <summary>What a configuration says of the store. Nothing is opened before a store is first used.</summary>
public abstract record StoreSettings : DriverSettings<ICardStore>
{
    /// <summary>The word of its database, such as <c>sqlite</c>.</summary>
    public abstract string Provider { get; }

    /// <summary>Makes what looks after the database; to be disposed of by the caller.</summary>
    public abstract IStoreMaintenance Maintain();

    public static StoreSettings Bind(Keys keys, StoreSettings? value, IReadOnlyList<Driver<StoreSettings>> drivers) =>
        keys.Driver("provider", value, drivers, fallback: drivers[0].Word);
}
