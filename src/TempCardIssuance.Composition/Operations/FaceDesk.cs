using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Composition.Operations;

/// <summary>
/// How faces would look; nothing is used up, and nothing is changed but the files that are asked for.
/// </summary>
public sealed class FaceDesk
{
    private const string InventedCard = "T-00001";
    private const string InventedBatch = "B-000001";

    private readonly FaceSettings _settings;
    private readonly ICardStore _store;
    private readonly TimeProvider _clock;

    internal FaceDesk(FaceSettings settings, ICardStore store, TimeProvider clock)
    {
        _settings = settings;
        _store = store;
        _clock = clock;
    }

    /// <summary>Draws a face into files; none is written unless all can be.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.LayoutInvalid"/>: all that is wrong in it, with line and column.
    /// <see cref="ErrorIds.CardNumberInvalid"/>, <see cref="ErrorIds.FieldMissing"/>,
    /// <see cref="ErrorIds.FaceIncomplete"/>, <see cref="ErrorIds.PrinterNotFound"/>,
    /// <see cref="ErrorIds.FileNotUsable"/>; <see cref="ErrorIds.PrinterNotReady"/>: rsvg-convert is missing.
    /// </exception>
    public async Task<IReadOnlyList<ShownFace>> ShowAsync(FaceRequest request, CancellationToken stop)
    {
        (SvgLayout layout, string file) = Open(request);
        (CardFace face, bool isInvented) = await FaceOfAsync(request, layout, stop);
        IReadOnlyList<FaceSide> sides = layout.Render(face);
        ShownFace[] shown =
        [
            .. Names(request.Format, sides).Select(name => new ShownFace(
                face.CardNumber,
                name.Side,
                isInvented,
                file,
                Path.Combine(request.Folder, face.CardNumber + name.End))),
        ];
        foreach (ShownFace made in shown)
            ResultFile.Check(made.Path, request.Replace);
        IReadOnlyList<byte[]> contents = await DrawAsync(request, sides, stop);
        foreach ((ShownFace made, byte[] content) in shown.Zip(contents))
        {
            await ResultFile.WriteAsync(
                made.Path, request.Replace, stream => stream.WriteAsync(content, stop).AsTask());
        }

        if (request.Open)
            Array.ForEach(shown, made => ResultFile.Show(made.Path));
        return shown;
    }

    private static IEnumerable<(string Side, string End)> Names(FaceFormat format, IReadOnlyList<FaceSide> sides) =>
        format switch
        {
            FaceFormat.Pdf => [("all", ".pdf")],
            FaceFormat.Png => sides.Select(side => (side.Name, $"-{side.Name}.png")),
            _ => sides.Select(side => (side.Name, $"-{side.Name}.svg")),
        };

    /// <summary>A file for each of the names.</summary>
    private async Task<IReadOnlyList<byte[]>> DrawAsync(
        FaceRequest request, IReadOnlyList<FaceSide> sides, CancellationToken stop)
    {
        var drawing = new FaceDrawing(
            _clock, request.Format == FaceFormat.Png ? RendererOf(PrinterOf(request)) : FaceRenderer.Librsvg);
        if (request.Format == FaceFormat.Pdf)
            return [await drawing.ToPdfAsync(sides, stop)];
        var drawn = new List<byte[]>();
        foreach (FaceSide side in sides)
        {
            drawn.Add(
                request.Format == FaceFormat.Png ? await drawing.ToPngAsync(side, request.Dpi, stop) : side.Svg);
        }

        return drawn;
    }

    /// <summary>What would print it has to be able to draw it; without a printer named, all of them.</summary>
    private (SvgLayout Layout, string File) Open(FaceRequest request)
    {
        PrinterSettings? printer = PrinterOf(request);
        bool isOfPrinter = request.Layout is null;
        string? front = isOfPrinter ? printer?.Layout : request.Layout;
        string? back = request.Back ?? (isOfPrinter ? printer?.Back : null);
        FaceRenderer renderer = isOfPrinter || request.Printer is not null
            ? printer?.Renderer ?? FaceRenderer.None
            : _settings.Printers.Values.Select(p => p.Renderer).DefaultIfEmpty().Max();
        if (request.Format == FaceFormat.Png || (request.Format == FaceFormat.Pdf && renderer == FaceRenderer.None))
            renderer = RendererOf(printer);
        return (SvgLayout.LoadFor(renderer, front, back), front ?? "default");
    }

    /// <summary>What makes pictures of faces: what the printer has, else librsvg.</summary>
    private static FaceRenderer RendererOf(PrinterSettings? printer) =>
        printer?.Renderer is FaceRenderer.Skia ? FaceRenderer.Skia : FaceRenderer.Librsvg;

    /// <summary>The printer that is named, else that of the first station that prints; null: none does.</summary>
    private PrinterSettings? PrinterOf(FaceRequest request)
    {
        string? name = request.Printer ?? _settings.Stations.Select(s => s.Printer).FirstOrDefault(p => p is not null);
        if (name is null)
            return null;
        return _settings.Printers.GetValueOrDefault(name) ?? throw new TempCardException(
            ErrorIds.PrinterNotFound,
            ErrorKind.NotFound,
            $"There is no printer '{name}'.",
            $"Use one of: {string.Join(", ", _settings.Printers.Keys)}.",
            name);
    }

    private async Task<(CardFace Face, bool IsInvented)> FaceOfAsync(
        FaceRequest request, SvgLayout layout, CancellationToken stop)
    {
        string number = request.CardNumber ?? InventedCard;
        CardNumber.Check(number);
        TemporaryCard? card = request.CardNumber is null ? null : await _store.GetCardAsync(number, stop);
        var calendar = CardCalendar.Of(await _store.GetTimeZonesAsync(stop));
        DateTimeOffset now = _clock.GetUtcNow();
        TemporaryCard shown = card ?? Invent(number, now);
        DateTimeOffset end =
            shown.ValidUntil ?? calendar.EndOfDay(now, _settings.ValidityDays, shown.Site);
        var values = new Dictionary<string, string>(
            TextTemplate.Values(
                shown, shown.BatchId ?? InventedBatch, calendar.Day(end, shown.Site), attempt: 1, cardGuid: Guid.Empty),
            StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in request.Fields)
            values[name] = value;
        if (card is null)
        {
            foreach (LayoutPlaceholder place in layout.Placeholders)
                values.TryAdd(place.Name, place.Name);
        }

        var face = new CardFace { CardNumber = shown.CardNumber, Attempt = 1, Station = "", Values = values };
        return (face, card is null);
    }

    private static TemporaryCard Invent(string number, DateTimeOffset now) => new()
    {
        CardNumber = number,
        State = CardState.Requested,
        Site = "Site",
        RequestedBy = "reception",
        RequestedAt = now,
        StateSince = now,
    };
}
