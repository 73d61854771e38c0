namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>How chips are found and left.</summary>
public sealed record CardConfiguration
{
    /// <summary>The card driver; <c>piv</c> is the only one.</summary>
    public required string Driver { get; init; }

    public required TransportConfiguration Transport { get; init; }

    /// <summary>
    /// The master key that card management keys are derived from; null only where nothing is encoded, or keys are kept.
    /// </summary>
    public SecretReference? Diversify { get; init; }

    /// <summary>Whether cards keep the management key that blanks arrive with.</summary>
    public bool KeepManagementKey { get; init; }

    public CardIdentity Identity { get; init; }

    /// <summary>Tries the card shall allow; null leaves what the blank has.</summary>
    public RetryCounterConfiguration? RetryCounters { get; init; }

    /// <summary>Whether spoiled cards that were made here may be reset and made again.</summary>
    public bool Reuse { get; init; }
}

/// <summary>What tells one body from every other.</summary>
public enum CardIdentity
{
    /// <summary>Its serial number, else the GUID written to it.</summary>
    Serial,

    /// <summary>The GUID written to it: for suppliers whose cards share serial numbers.</summary>
    CardGuid,
}

/// <summary>What blanks arrive with; null is the driver's factory default.</summary>
public sealed record TransportConfiguration
{
    public SecretReference? ManagementKey { get; init; }

    public SecretReference? Pin { get; init; }

    public SecretReference? Puk { get; init; }
}

/// <param name="Pin">Wrong PINs in a row until the PIN blocks.</param>
/// <param name="Puk">Wrong PUKs in a row until the PUK blocks.</param>
public sealed record RetryCounterConfiguration(int Pin, int Puk);

public enum FeederKind
{
    /// <summary>A person puts the blanks in.</summary>
    Manual,

    /// <summary>Programs load and eject, see <see cref="FeederCommands"/>.</summary>
    Command,
}

/// <summary>The programs of a feeder: each a path and its arguments, run without a shell.</summary>
public sealed record FeederCommands
{
    public required IReadOnlyList<string> Load { get; init; }

    /// <summary>Ejects to the good tray.</summary>
    public required IReadOnlyList<string> Good { get; init; }

    /// <summary>Ejects to the reject tray.</summary>
    public required IReadOnlyList<string> Reject { get; init; }

    public required TimeSpan TimeOut { get; init; }
}

/// <param name="Card">Which card of the station, from 1.</param>
/// <param name="Apdu">At which command APDU of that card, from 1.</param>
/// <param name="StatusWord">What the card answers; null: it is torn out of the reader.</param>
public sealed record FaultConfiguration(int Card, int Apdu, ushort? StatusWord);

public sealed record StationConfiguration
{
    /// <summary>The <see cref="Reader"/> that stands for the virtual card.</summary>
    public const string VirtualReader = "virtual";

    public required string Name { get; init; }

    /// <summary>Name of a PC/SC reader, wildcards allowed, or <see cref="VirtualReader"/>.</summary>
    public required string Reader { get; init; }

    public required FeederKind Feeder { get; init; }

    /// <summary>Present where <see cref="Feeder"/> is <see cref="FeederKind.Command"/>.</summary>
    public FeederCommands? Commands { get; init; }

    /// <summary>How long to wait for the next body, or for a reader that was unplugged; zero for a virtual one.</summary>
    public TimeSpan CardTimeOut { get; init; }

    /// <summary>How many blanks a virtual station has; 0 for a real one.</summary>
    public int Cards { get; init; }

    /// <summary>Name of a printer; null: the station can't print.</summary>
    public string? Printer { get; init; }

    /// <summary>Whether virtual cards take as long as real ones.</summary>
    public bool Timing { get; init; }

    /// <summary>What goes wrong with cards of a virtual station, to learn and to try things out.</summary>
    public IReadOnlyList<FaultConfiguration> Faults { get; init; } = [];

    public bool IsVirtual => string.Equals(Reader, VirtualReader, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Name;
}

public enum PrinterDriver
{
    /// <summary>Writes SVG files.</summary>
    File,

    /// <summary>Prints by IPP (RFC 8010, RFC 8011).</summary>
    Ipp,
}

public sealed record PrinterConfiguration
{
    public required string Name { get; init; }

    public required PrinterDriver Driver { get; init; }

    /// <summary>Folder for the files; null for <see cref="PrinterDriver.Ipp"/>.</summary>
    public string? Path { get; init; }

    /// <summary>The printer's ipp: or ipps: address; null for <see cref="PrinterDriver.File"/>.</summary>
    public Uri? Uri { get; init; }

    /// <summary>SVG file of the front; null: the layout that comes with the product.</summary>
    public string? Layout { get; init; }

    /// <summary>SVG file of the back; null: the built-in back with the built-in front, else no back.</summary>
    public string? Back { get; init; }

    public override string ToString() => Name;
}
