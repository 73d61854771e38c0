using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Configuration;
using TempCardIssuance.Printing.Files;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Composition;

/// <summary>The printers of a configuration.</summary>
internal sealed class PrinterCatalog : IDisposable
{
    private readonly Catalog<ICardPrinter> _printers;
    private readonly Lazy<HttpClient> _http = new(() => new HttpClient());

    public PrinterCatalog(IReadOnlyDictionary<string, PrinterConfiguration> configuration, TimeProvider clock) =>
        _printers = new Catalog<ICardPrinter>(name => Make(name, configuration, clock));

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.PrinterNotFound"/>, <see cref="ErrorIds.LayoutInvalid"/>.
    /// </exception>
    public ICardPrinter Get(string name) => _printers.Get(name);

    public void Dispose()
    {
        if (_http.IsValueCreated)
            _http.Value.Dispose();
    }

    private ICardPrinter Make(
        string name, IReadOnlyDictionary<string, PrinterConfiguration> configuration, TimeProvider clock)
    {
        if (!configuration.TryGetValue(name, out PrinterConfiguration? printer))
        {
            throw new TempCardException(
                ErrorIds.PrinterNotFound,
                ErrorKind.NotFound,
                $"There is no printer '{name}'.",
                $"Use one of: {string.Join(", ", configuration.Keys)}; or add it under 'printers' in the configuration.",
                name);
        }

        SvgLayout layout = printer.Layout is { } file ? SvgLayout.Load(file, printer.Back) : SvgLayout.Default;
        return printer.Driver == PrinterDriver.File
            ? new FilePrinter(name, printer.Path!, layout)
            : new IppPrinter(name, printer.Uri!, layout, new RsvgConverter(clock), _http.Value, clock);
    }
}
