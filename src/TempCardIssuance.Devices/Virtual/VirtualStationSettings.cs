using System.Globalization;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>A station with cards in software.</summary>
public sealed record VirtualStationSettings : StationSettings
{
    private const string Word = "virtual";
    private const int MaxCards = 1_000_000;

    public static Driver<StationSettings> Registration { get; } =
        Driver.Of<StationSettings, VirtualStationSettings>(Word, "cards in software", Bind);

    public override string Reader { get; init; } = Word;

    /// <summary>How many blanks it has.</summary>
    public required int Cards { get; init; }

    /// <summary>What its cards are like.</summary>
    public VirtualCardSettings Card { get; init; } = new();

    /// <summary>Whether its cards take as long as real ones.</summary>
    public bool Timing { get; init; }

    /// <summary>What goes wrong with its cards, to learn and to try things out.</summary>
    public IReadOnlyList<FaultSettings> Faults { get; init; } = [];

    public override CardStationSource Make(DriverServices services) => new Source(this);

    private static VirtualStationSettings Bind(Keys keys, VirtualStationSettings? value) => new()
    {
        Cards = keys.Number("cards", "How many blanks a virtual station has.", value?.Cards, 1, MaxCards, fallback: 100),
        Card = keys.Section("card", "What cards of a virtual station are like.", value?.Card, VirtualCardSettings.Bind),
        Timing = keys.Flag(
            "timing", "Whether virtual cards take as long as real ones.", value?.Timing, fallback: false),
        Faults = keys.List(
            "faults",
            "What goes wrong with cards of a virtual station, to learn and to try things out.",
            value?.Faults is { Count: > 0 } faults ? faults : null,
            (fault, v) => FaultSettings.Bind(fault, v, MaxCards)),
    };

    /// <summary>The blanks last as long as this.</summary>
    private sealed class Source(VirtualStationSettings settings) : CardStationSource
    {
        private readonly VirtualCardHopper _hopper = VirtualCardHopper.OfBlanks(
            settings.Cards,
            settings.Card.Blank(settings.Timing),
            settings.Faults
                .GroupBy(fault => fault.Card)
                .ToDictionary(
                    card => card.Key, card => (IReadOnlyList<CardFault>)[.. card.Select(fault => fault.Make())]));

        public override VirtualCardStation Open(CardDriver driver, Action<string>? trace) =>
            new(settings.Name, _hopper, driver, trace);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _hopper.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <param name="Card">Which card of the station, from 1.</param>
/// <param name="Apdu">At which command APDU of that card, from 1.</param>
/// <param name="StatusWord">What the card answers; null: it is torn out of the reader.</param>
public sealed record FaultSettings(int Card, int Apdu, ushort? StatusWord)
{
    private static readonly TextForm FourHexDigits = new()
    {
        Pattern = "^[0-9A-Fa-f]{4}$",
        Problem = (key, text) => ReadWord(text) is null
            ? $"{key} can't be '{text}'; it has four hex digits, in quotes"
            : null,
    };

    internal static FaultSettings Bind(Keys keys, FaultSettings? value, int maxCards) => new(
        keys.RequiredNumber(
            "card",
            "Which card of the station, counted from 1 since the configuration was opened.",
            value?.Card,
            1,
            maxCards),
        keys.RequiredNumber(
            "apdu",
            "At which command APDU of that card, counted from 1; a card with one certificate takes about 75.",
            value?.Apdu,
            1,
            10_000),
        ReadWord(keys.Text(
            "statusWord",
            "What the card answers, four hex digits in quotes; without it the card is torn out of the reader.",
            value?.StatusWord?.ToString("X4", CultureInfo.InvariantCulture),
            FourHexDigits)));

    internal CardFault Make() =>
        StatusWord is { } statusWord ? new StatusWordFault(Apdu, statusWord) : new RemovalFault(Apdu);

    private static ushort? ReadWord(string? text) =>
        text is { Length: 4 }
        && ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort word)
            ? word
            : null;
}
