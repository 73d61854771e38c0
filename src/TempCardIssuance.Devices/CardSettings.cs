using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Devices;

/// <summary>What a configuration says of the cards: how they are found and left.</summary>
public abstract record CardSettings : DriverSettings<CardDriver>
{
    /// <summary>The word of the card driver, such as <c>piv</c>.</summary>
    public abstract string Driver { get; }

    /// <summary>What the driver can put on a card.</summary>
    public abstract ChipCapabilities Chip { get; }

    /// <summary>Whether cards of ours may be reset and made again.</summary>
    public virtual bool ReusesCards => false;

    /// <summary>Certificate files of those whose cards can prove that they made a key themselves.</summary>
    public IReadOnlyList<string> AttestationRoots { get; init; } = [];

    /// <summary>What is wrong between keys, each with its path from here.</summary>
    /// <param name="encode">Whether chips are encoded.</param>
    public abstract IEnumerable<(string Path, string Problem)> Problems(bool encode);

    public static CardSettings Bind(Keys keys, CardSettings? value, IReadOnlyList<CardDriverKind> drivers)
    {
        Driver<CardSettings>[] settings = [.. drivers.Select(driver => driver.Settings)];
        return keys.Driver("driver", value, settings, fallback: settings[0].Word);
    }
}

/// <summary>A kind of card driver, as it is registered.</summary>
/// <param name="Settings">What it reads of a configuration.</param>
/// <param name="Chip">What it can put on a card: what a configuration may ask for.</param>
public sealed record CardDriverKind(Driver<CardSettings> Settings, ChipCapabilities Chip);
