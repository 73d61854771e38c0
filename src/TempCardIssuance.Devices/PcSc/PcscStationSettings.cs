using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>A station with a PC/SC reader.</summary>
public sealed record PcscStationSettings : StationSettings
{
    public static Driver<StationSettings> Registration { get; } =
        Driver.Of<StationSettings, PcscStationSettings>(
            word: null, "Name of a PC/SC reader, wildcards * and ? allowed", Bind);

    private static readonly Driver<FeederCommands?>[] Feeders =
    [
        new("manual", "a person puts the blanks in", (_, _) => null, commands => commands is null),
        new("command", "programs do", BindCommands, commands => commands is not null),
    ];

    public override required string Reader { get; init; }

    /// <summary><c>manual</c> or <c>command</c>.</summary>
    public string Feeder => Feeders.First(feeder => feeder.Has(Commands)).Word!;

    /// <summary>The programs that load and eject; null: a person does.</summary>
    public FeederCommands? Commands { get; init; }

    /// <summary>How long to wait for the next body, or for a reader that was unplugged.</summary>
    public required TimeSpan CardTimeOut { get; init; }

    public override CardStationSource Make(DriverServices services) => new Source(this, services.Clock);

    private static PcscStationSettings Bind(Keys keys, PcscStationSettings? value) => new()
    {
        Reader = keys.RequiredText("reader", "", value?.Reader),
        Commands = keys.Driver("feeder", value?.Commands, Feeders, fallback: "manual"),
        CardTimeOut = TimeSpan.FromSeconds(keys.Number(
            "cardTimeOutSeconds",
            "How long a real reader is waited for, or the next blank in it, until the station does no more for this "
            + "batch.",
            (int?)value?.CardTimeOut.TotalSeconds,
            min: 1,
            max: 86_400,
            fallback: 300)),
    };

    private static FeederCommands? BindCommands(Keys keys, FeederCommands? value) =>
        keys.OptionalSection<FeederCommands>(
            "commands",
            "The programs of feeder: command; each a program and its arguments, run without a shell.",
            value,
            (commands, v) => new()
            {
                Load = commands.Command("load", "Loads the next blank.", v?.Load),
                EjectGood = commands.Command("good", "Ejects to the good tray.", v?.EjectGood),
                EjectReject = commands.Command("reject", "Ejects to the reject tray.", v?.EjectReject),
                Variables = commands.Texts(
                    "variables",
                    "Environment variables that they get beside those of user and system (PATH, HOME, LANG, LC_*, "
                    + "TMPDIR, TZ, XDG_*) and TEMPCARD_STATION, TEMPCARD_CARD, TEMPCARD_ATTEMPT.",
                    v?.Variables),
                Timeout = TimeSpan.FromSeconds(commands.Number(
                    "timeOutSeconds",
                    "How long each may take.",
                    (int?)v?.Timeout.TotalSeconds,
                    min: 1,
                    max: 3600,
                    fallback: 60)),
            },
            required: true);

    private sealed class Source(PcscStationSettings settings, TimeProvider clock) : CardStationSource
    {
        public override PcscCardStation Open(CardDriver driver, Action<string>? trace) => new(
            new PcscStationOptions
            {
                Name = settings.Name,
                Reader = settings.Reader,
                CardTimeout = settings.CardTimeOut,
                Feeder = settings.Commands,
            },
            driver,
            clock,
            trace);
    }
}
