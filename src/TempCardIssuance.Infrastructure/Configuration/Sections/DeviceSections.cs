using System.Globalization;
using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Infrastructure.Configuration.Sections;

/// <summary>Reads <c>printers</c> and <c>stations</c>.</summary>
internal static class DeviceSections
{
    /// <summary>The layout that stands for the built-in one.</summary>
    internal const string DefaultLayout = "default";

    internal static readonly Choice<PrinterDriver>[] PrinterDrivers =
    [
        new("file", PrinterDriver.File),
        new("ipp", PrinterDriver.Ipp),
    ];

    internal static readonly Choice<FeederKind>[] Feeders =
    [
        new("manual", FeederKind.Manual),
        new("command", FeederKind.Command),
    ];

    private const int DefaultVirtualCards = 100;
    private const int MaxVirtualCards = 1_000_000;
    private const int DefaultFeederSeconds = 60;
    private const int DefaultCardSeconds = 300;
    private const int MaxCardSeconds = 86_400;

    public static Dictionary<string, PrinterConfiguration> Printers(YamlSection root, string folder)
    {
        var printers = new Dictionary<string, PrinterConfiguration>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, YamlSection printer) in root.NamedSections("printers"))
            printers.Add(name, Printer(name, printer, folder));
        return printers;
    }

    public static IReadOnlyList<StationConfiguration> Stations(YamlSection root, IReadOnlyList<string> printers)
    {
        var stations = new List<StationConfiguration>();
        foreach (YamlSection section in root.Sections("stations"))
        {
            StationConfiguration station = Station(section, printers);
            if (stations.Exists(s => string.Equals(s.Name, station.Name, StringComparison.OrdinalIgnoreCase)))
                section.Error("name", $"there are two stations '{station.Name}'");
            stations.Add(station);
        }

        return stations;
    }

    private static PrinterConfiguration Printer(string name, YamlSection printer, string folder)
    {
        printer.Require("driver");
        PrinterDriver driver = printer.Choice("driver", PrinterDriver.File, PrinterDrivers);
        string? path = printer.Text("path");
        Uri? uri = printer.Address("uri", "ipp", "ipps");
        if (printer.Has("driver"))
        {
            printer.Require(driver == PrinterDriver.File ? "path" : "uri");
            if (driver == PrinterDriver.File)
                printer.Refuse("uri", "is for driver: ipp");
            else
                printer.Refuse("path", "is for driver: file");
        }

        var configuration = new PrinterConfiguration
        {
            Name = name,
            Driver = driver,
            Path = path is null ? null : Path.GetFullPath(path, folder),
            Uri = uri,
            Layout = Layout(printer, "layout", folder),
            Back = Layout(printer, "back", folder),
        };
        printer.End();
        return configuration;
    }

    private static string? Layout(YamlSection printer, string key, string folder) =>
        printer.Text(key) is { } layout && !string.Equals(layout, DefaultLayout, StringComparison.Ordinal)
            ? Path.GetFullPath(layout, folder)
            : null;

    private static StationConfiguration Station(YamlSection station, IReadOnlyList<string> printers)
    {
        string name = station.RequiredText("name");
        if (name.Length > 0 && !ConfigurationName.IsValid(name))
            station.Error("name", ConfigurationName.Rule(name));
        string? printer = station.Text("printer");
        if (printer is not null && !printers.Contains(printer, StringComparer.OrdinalIgnoreCase))
            station.NotOneOf("printer", $"there is no printer '{printer}'", printer, printers);

        FeederKind feeder = station.Choice("feeder", FeederKind.Manual, Feeders);
        var configuration = new StationConfiguration
        {
            Name = name,
            Reader = station.RequiredText("reader"),
            Feeder = feeder,
            Commands = station.Has("commands") ? Commands(station.Section("commands")) : null,
            Printer = printer,
            Timing = station.Flag("timing", fallback: false),
            Faults = [.. station.Sections("faults").Select(Fault)],
        };
        int cards = station.Number("cards", DefaultVirtualCards, 1, MaxVirtualCards);
        int seconds = station.Number("cardTimeOutSeconds", DefaultCardSeconds, 1, MaxCardSeconds);
        station.End();

        if (feeder == FeederKind.Command)
            station.Require("commands");
        else
            station.Refuse("commands", "are for feeder: command");
        if (configuration.IsVirtual)
        {
            station.Refuse("feeder", "is for real readers; a virtual one feeds itself");
            station.Refuse("cardTimeOutSeconds", "is for real readers; a virtual one never waits");
            return configuration with { Cards = cards };
        }

        station.Refuse("cards", "is for reader: virtual");
        station.Refuse("timing", "is for reader: virtual");
        station.Refuse("faults", "are for reader: virtual");
        return configuration with { CardTimeOut = TimeSpan.FromSeconds(seconds) };
    }

    private static FaultConfiguration Fault(YamlSection fault)
    {
        fault.Require("card");
        fault.Require("apdu");
        ushort? statusWord = null;
        if (fault.Text("statusWord") is { } text)
        {
            var style = NumberStyles.AllowHexSpecifier;
            if (text.Length == 4 && ushort.TryParse(text, style, CultureInfo.InvariantCulture, out ushort word))
                statusWord = word;
            else
                fault.Error("statusWord", $"statusWord can't be '{text}'; it has four hex digits, in quotes");
        }

        var configuration = new FaultConfiguration(
            fault.Number("card", 1, 1, MaxVirtualCards), fault.Number("apdu", 1, 1, 10_000), statusWord);
        fault.End();
        return configuration;
    }

    private static FeederCommands Commands(YamlSection commands)
    {
        var configuration = new FeederCommands
        {
            Load = Command(commands, "load"),
            Good = Command(commands, "good"),
            Reject = Command(commands, "reject"),
            TimeOut = TimeSpan.FromSeconds(commands.Number("timeOutSeconds", DefaultFeederSeconds, 1, 3600)),
        };
        commands.End();
        return configuration;
    }

    private static string[] Command(YamlSection commands, string key)
    {
        string[] words = [.. commands.Texts(key).Select(w => w.Text)];
        if (words.Length == 0)
            commands.Error(key, $"{key} must be a list: the program, then its arguments");
        return words;
    }
}
