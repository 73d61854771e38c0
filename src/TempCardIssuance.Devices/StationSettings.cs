using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Devices;

/// <summary>What a configuration says of a station.</summary>
public abstract record StationSettings : DriverSettings<CardStationSource>
{
    /// <summary>Name of a PC/SC reader, wildcards allowed, or the word of another sort of reader.</summary>
    public abstract string Reader { get; init; }

    /// <summary>Name of a printer; null: the station can't print.</summary>
    public string? Printer { get; init; }

    public static StationSettings Bind(
        Keys keys, StationSettings? value, IReadOnlyList<Driver<StationSettings>> drivers)
    {
        string name = keys.RequiredText("name", "What operators call it.", value?.Name, SettingName.Form);
        return keys.Driver("reader", value, drivers) with
        {
            Name = name,
            Printer = keys.Text(
                "printer",
                "Name of a printer; without, the station can't print.",
                value?.Printer,
                TextForm.NameOf("printers", "printer")),
        };
    }
}

/// <summary>Opens one station as often as it is wanted; what lasts longer, such as its blanks, is here.</summary>
public abstract class CardStationSource : IDisposable
{
    /// <param name="driver">For the cards; stays the caller's.</param>
    /// <param name="trace">See <see cref="CardDriver.Open"/>.</param>
    public abstract ICardStation Open(CardDriver driver, Action<string>? trace);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
