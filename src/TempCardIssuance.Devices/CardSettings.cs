using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Devices;

/// <summary>What a configuration says of the cards: how they are found and left.</summary>
public abstract record CardSettings : DriverSettings<CardDriver>
{
    /// <summary>The word of the card driver, such as <c>piv</c>.</summary>
    public abstract string Driver { get; }

    /// <summary>What is wrong between keys, each with its path from here.</summary>
    /// <param name="encode">Whether chips are encoded.</param>
    public abstract IEnumerable<(string Path, string Problem)> Problems(bool encode);

    public static CardSettings Bind(Keys keys, CardSettings? value, IReadOnlyList<Driver<CardSettings>> drivers) =>
        keys.Driver("driver", value, drivers, fallback: drivers[0].Word);
}
