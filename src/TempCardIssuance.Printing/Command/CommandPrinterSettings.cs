using System.Globalization;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Command;

/// <summary>A printer that a program prints on: a maker's kit, a queue of the system, anything else.</summary>
public sealed record CommandPrinterSettings : PrinterSettings
{
    private const string Word = "command";
    private const string Pdf = "pdf";
    private const string Png = "png";

    public static Driver<PrinterSettings> Registration { get; } =
        Core.Settings.Driver.Of<PrinterSettings, CommandPrinterSettings>(Word, "a program prints", Bind);

    private const string Auto = "auto";
    private const string Skia = "skia";

    private static readonly string[] Renderers = [Auto, "rsvg-convert", Skia];

    private static readonly string[] Formats = [Pdf, Png];
    private static readonly string[] Turns = ["0", "90", "180", "270"];

    private static readonly TextForm OffsetForm = new()
    {
        Pattern = @"^-?\d+(\.\d+)? -?\d+(\.\d+)?$",
        Problem = (key, text) => TryParseOffset(text, out _)
            ? null
            : $"{key} must be two numbers of millimetres, at most 5, to the right and down, such as '0.5 -0.3'",
    };

    public override string Driver => Word;

    /// <summary>
    /// The program and its arguments, in which <c>{front}</c> and <c>{back}</c> stand for a file of that side, and
    /// <c>{document}</c> for a PDF of all sides.
    /// </summary>
    public required IReadOnlyList<string> Print { get; init; }

    /// <summary>Says whether something could be printed; empty: the first card shows it.</summary>
    public IReadOnlyList<string> Check { get; init; } = [];

    /// <summary><c>pdf</c> or <c>png</c>.</summary>
    public string Format { get; init; } = Pdf;

    /// <summary>Dots per inch of PNG pictures.</summary>
    public int Dpi { get; init; } = 300;

    /// <summary>Degrees by which sides are turned clockwise: 0, 90, 180 or 270.</summary>
    public int Rotate { get; init; }

    /// <summary>Millimetres by which sides are moved to the right and down, as they are printed.</summary>
    public (double X, double Y) Offset { get; init; }

    /// <summary>How long the program may take, and how long one that could print nothing is tried again.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Variables of the environment that the programs get beside the usual ones.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary><c>auto</c>, or what draws faces.</summary>
    public string RendererWord { get; init; } = Auto;

    /// <summary>
    /// librsvg where it makes PDF, or on Linux, where distributions have it; elsewhere Svg.Skia, which comes with the
    /// product.
    /// </summary>
    public override FaceRenderer Renderer =>
        RendererWord == Skia || (RendererWord == Auto && IsPngOnly && !OperatingSystem.IsLinux())
            ? FaceRenderer.Skia
            : FaceRenderer.Librsvg;

    internal bool IsPng => Format == Png;

    private bool IsPngOnly => IsPng && !Print.Any(FaceFiles.HasDocument);

    public override ICardPrinter Make(DriverServices services)
    {
        SvgLayout layout = OpenLayout();
        var files = new FaceFiles(this, layout, FaceDrawing.MakeConverter(Renderer, services.Clock));
        return new CommandPrinter(this, layout, files, services.Clock);
    }

    private static CommandPrinterSettings Bind(Keys keys, CommandPrinterSettings? value)
    {
        var settings = new CommandPrinterSettings
        {
            Print = keys.Command(
                "print",
                "Program and arguments, run without a shell, by which driver: command prints one card. {front} and {back} "
                + "are files with a side, {document} is a PDF with all sides; an argument with {back} is left out where "
                + "there is none. Exit code 66: no blanks or ribbon; 75: nothing was printed, try again; others but 0: "
                + "somebody has to look at the card.",
                value?.Print),
            Check = keys.OptionalCommand(
                "check", "The same, to see without printing whether it could print now.", value?.Check),
            Format = keys.Word("format", "What {front} and {back} are.", value?.Format, Formats, fallback: Pdf),
            RendererWord = keys.Word(
                "renderer",
                "What draws the faces of driver: command. auto: rsvg-convert on Linux and for PDF, else skia. skia: "
                + "Svg.Skia, which the packages for Windows and macOS have; PNG only.",
                value?.RendererWord,
                Renderers,
                fallback: Auto),
            Dpi = keys.Number("dpi", "Dots per inch of format: png.", value?.Dpi, min: 72, max: 1200, fallback: 300),
            Rotate = int.Parse(
                keys.Word(
                    "rotate",
                    "Degrees by which sides are turned clockwise.",
                    value?.Rotate.ToString(CultureInfo.InvariantCulture),
                    Turns,
                    fallback: "0"),
                CultureInfo.InvariantCulture),
            Offset = TryParseOffset(
                keys.Text(
                    "offset",
                    "Millimetres by which sides are moved to the right and down, such as 0.5 -0.3.",
                    OffsetText(value?.Offset ?? default),
                    OffsetForm),
                out (double X, double Y) offset)
                ? offset
                : default,
            TimeOut = TimeSpan.FromSeconds(keys.Number(
                "timeOutSeconds",
                "How long a card may take to be printed.",
                (int?)value?.TimeOut.TotalSeconds,
                min: 1,
                max: 3600,
                fallback: 300)),
            Variables = keys.Texts(
                "variables",
                "Environment variables that the programs of driver: command get beside those of user and system (PATH, "
                + "HOME, LANG, LC_*, TMPDIR, TZ, XDG_*) and TEMPCARD_STATION, TEMPCARD_CARD, TEMPCARD_ATTEMPT.",
                value?.Variables),
        };
        if (settings.Print.Count > 0 && !settings.Print.Skip(1).Any(FaceFiles.HasFace))
            keys.Error("print", "print must have an argument with {front} or {document}");
        if (settings is { RendererWord: Skia, IsPngOnly: false })
            keys.Error("renderer", "renderer: skia needs format: png, and no {document} in print");
        return settings;
    }

    private static bool TryParseOffset(string? text, out (double X, double Y) offset)
    {
        const double most = 5;
        offset = default;
        string[] parts = (text ?? "").Split(' ');
        bool isOffset = parts.Length == 2 && Try(parts[0], out offset.X) && Try(parts[1], out offset.Y);
        return isOffset && Math.Abs(offset.X) <= most && Math.Abs(offset.Y) <= most;
    }

    private static bool Try(string text, out double value) => double.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    private static string? OffsetText((double X, double Y) offset) =>
        offset == default ? null : string.Create(CultureInfo.InvariantCulture, $"{offset.X} {offset.Y}");
}
