using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Ipp;

public sealed record IppPrinterSettings : PrinterSettings
{
    private const string Word = "ipp";
    private const string Auto = "auto";

    internal static readonly IReadOnlyDictionary<string, string> NoOptions =
        new Dictionary<string, string>(StringComparer.Ordinal);

    private static readonly string[] Edges = [Auto, "short-edge", "long-edge", "none"];
    private static readonly string[] Scalings = [Auto, "auto-fit", "fill", "fit", "none"];

    // What has a key of its own, or would make more or fewer bodies of one card, or hold it.
    private static readonly string[] Reserved =
    [
        "sides", "media", "media-col", "print-scaling", "copies", "page-ranges", "number-up", "job-hold-until", "job-name",
        "multiple-document-handling", "job-sheets", "ipp-attribute-fidelity",
    ];

    public static Driver<PrinterSettings> Registration { get; } =
        Core.Settings.Driver.Of<PrinterSettings, IppPrinterSettings>(Word, "prints by IPP", Bind);

    private static readonly TextForm UserForm = new()
    {
        Pattern = "^[^:]+$",
        Problem = (key, text) =>
            text.Contains(':', StringComparison.Ordinal) ? $"{key} can't have a colon in it" : null,
    };

    private static readonly TextForm MediaForm = new()
    {
        Pattern = "^[^\\s]{1,255}$",
        Problem = (key, text) => text.Length > 255 || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? $"{key} must be the name of a medium, without spaces"
            : null,
    };

    public override string Driver => Word;

    /// <summary>The printer's <c>ipp:</c> or <c>ipps:</c> address.</summary>
    public required Uri Uri { get; init; }

    /// <summary>How long a card may take to be printed; its job is cancelled after that.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Attributes that the printer's jobs have, or options of its driver, by name; they go with each job as they are.
    /// </summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = NoOptions;

    public IppSides Sides { get; init; }

    /// <summary>The name of the medium, such as <c>om_card_54x86mm</c>; null: a card, as the printer has it.</summary>
    public string? Media { get; init; }

    /// <summary><c>print-scaling</c>, such as <c>fit</c>; null: <c>none</c> where the layout has bleed.</summary>
    public string? Scaling { get; init; }

    /// <summary>Null: the printer lets us in as we are.</summary>
    public IppCredentials? Credentials { get; init; }

    /// <summary>
    /// PEM files with certificates, one of which that of <c>ipps</c> has to lead to; none: what the system trusts.
    /// </summary>
    public IReadOnlyList<string> Ca { get; init; } = [];

    public override ICardPrinter Make(DriverServices services) => new IppPrinter(
        Name, Uri, OpenLayout(), new RsvgConverter(services.Clock), IppAccess.Open(services, this), services.Clock)
    {
        HasLogin = Credentials is not null,
        JobTimeout = TimeOut,
        Job = new IppJobSettings { Options = Options, Sides = Sides, Media = Media, Scaling = Scaling },
    };

    private static IppPrinterSettings Bind(Keys keys, IppPrinterSettings? value)
    {
        IppPrinterSettings settings = BindJob(keys, value) with
        {
            Credentials = keys.OptionalSection<IppCredentials>(
                "credentials",
                "How to log in to the printer, by digest or, over ipps, basic authentication.",
                value?.Credentials,
                BindCredentials),
            Ca = keys.Paths(
                "ca",
                "PEM files with the CA certificates that the printer's certificate has to lead to; without them those "
                + "that the system trusts.",
                value?.Ca is { Count: > 0 } files ? files : null) is { Count: > 0 } ca ? ca : [],
        };
        if (settings.Ca.Count > 0 && settings.Uri.Scheme is "ipp")
            keys.Error("ca", "ca needs an address that begins with ipps:");
        return settings;
    }

    private static IppCredentials BindCredentials(Keys keys, IppCredentials? value) => new(
        keys.RequiredText("user", "The name.", value?.User, UserForm),
        keys.RequiredSecret("password", "Goes with it.", value?.Password));

    private static IppPrinterSettings BindJob(Keys keys, IppPrinterSettings? value) => new()
    {
        Uri = keys.RequiredAddress(
            "uri", "Address of driver: ipp, such as ipp://printer.example/ipp/print.", value?.Uri, "ipp", "ipps"),
        TimeOut = TimeSpan.FromSeconds(keys.Number(
            "timeOutSeconds",
            "How long a card may take to be printed.",
            (int?)value?.TimeOut.TotalSeconds,
            min: 1,
            max: 3600,
            fallback: 300)),
        Sides = (IppSides)Array.IndexOf(Edges, keys.Word(
            "sides",
            "How the back comes onto the other side; auto: by the short edge where the layout is wider than high. none: "
            + "the printer is not asked for it, as its driver sees to it.",
            value is null ? null : Edges[(int)value.Sides],
            Edges,
            fallback: Auto)),
        Media = keys.Text(
            "media",
            "Name of the medium, such as om_card_54x86mm; without it that of the printer, if it is a card.",
            value?.Media,
            MediaForm),
        Scaling = keys.Word(
            "scaling",
            "How a face is fitted to the medium (print-scaling); auto: not at all where the layout has bleed.",
            value is null ? null : value.Scaling ?? Auto,
            Scalings,
            fallback: Auto) is { } scaling and not Auto ? scaling : null,
        Options = keys.NamedTexts(
            "options",
            "Attributes of the printer's jobs, or options of its driver, and their values, such as RibbonType: KO.",
            value?.Options,
            Refusal) is { Count: > 0 } options ? options : NoOptions,
    };

    private static string? Refusal(string name, string text)
    {
        const int longest = 1023;
        return Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? $"'{name}' can't be an option: it has a key of its own, or one card would not be one body"
            : name.Length > 100 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
                ? $"'{name}' can't be the name of an option"
            : text.Length > longest || text.Any(char.IsControl)
                ? $"the value of '{name}' can't be longer than {longest} signs, or have control characters"
            : null;
    }
}
