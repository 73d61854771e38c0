using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Ipp;

public sealed record IppPrinterSettings : PrinterSettings
{
    private const string Word = "ipp";

    public static Driver<PrinterSettings> Registration { get; } =
        Core.Settings.Driver.Of<PrinterSettings, IppPrinterSettings>(Word, "prints by IPP", Bind);

    public override string Driver => Word;

    /// <summary>The printer's <c>ipp:</c> or <c>ipps:</c> address.</summary>
    public required Uri Uri { get; init; }

    /// <summary>How long a card may take to be printed; its job is cancelled after that.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromMinutes(5);

    public override ICardPrinter Make(DriverServices services) => new IppPrinter(
        Name, Uri, OpenLayout(), new RsvgConverter(services.Clock), services.Http, services.Clock)
    {
        JobTimeout = TimeOut,
    };

    private static IppPrinterSettings Bind(Keys keys, IppPrinterSettings? value) => new()
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
    };
}
