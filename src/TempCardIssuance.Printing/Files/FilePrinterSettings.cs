using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Files;

public sealed record FilePrinterSettings : PrinterSettings
{
    private const string Word = "file";

    public static Driver<PrinterSettings> Registration { get; } =
        Core.Settings.Driver.Of<PrinterSettings, FilePrinterSettings>(Word, "writes SVG files", Bind);

    public override string Driver => Word;

    /// <summary>Folder for the files.</summary>
    public required string Path { get; init; }

    /// <inheritdoc/>
    public override FaceRenderer Renderer => FaceRenderer.None;

    public override ICardPrinter Make(DriverServices services) => new FilePrinter(Name, Path, OpenLayout());

    /// <inheritdoc/>
    public override IEnumerable<string> Traces() =>
        Directory.Exists(Path) && Directory.EnumerateDirectories(Path).Any() ? [Path] : [];

    private static FilePrinterSettings Bind(Keys keys, FilePrinterSettings? value) => new()
    {
        Path = keys.RequiredPath("path", "Folder of driver: file.", value?.Path),
    };
}
