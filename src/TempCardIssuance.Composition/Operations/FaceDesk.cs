using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Composition.Operations;

/// <summary>How faces would look; nothing is used up, and nothing is changed but the files that are asked for.</summary>
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

    /// <summary>Draws a face into files.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.LayoutInvalid"/>: all that is wrong in it, with line and column.
    /// <see cref="ErrorIds.FieldMissing"/>, <see cref="ErrorIds.FaceIncomplete"/>, <see cref="ErrorIds.PrinterNotFound"/>,
    /// <see cref="ErrorIds.FileNotUsable"/>; <see cref="ErrorIds.PrinterNotReady"/>: rsvg-convert is missing.
    /// </exception>
    public async Task<IReadOnlyList<ShownFace>> ShowAsync(FaceRequest request, CancellationToken stop)
    {
        (SvgLayout layout, string file) = Open(request);
        (CardFace face, bool isInvented) = await FaceOfAsync(request, layout, stop);
        IReadOnlyList<FaceSide> sides = layout.Render(face);
        var shown = new List<ShownFace>();
        foreach ((string side, string extension, Func<Task<byte[]>> draw) in Drawings(request, sides, stop))
        {
            string name = side == "all" ? $"{face.CardNumber}.{extension}" : $"{face.CardNumber}-{side}.{extension}";
            shown.Add(new ShownFace(face.CardNumber, side, isInvented, file, Path.Combine(request.Folder, name)));
            ResultFile.Check(shown[^1].Path, request.Replace);
            byte[] content = await draw();
            await ResultFile.WriteAsync(
                shown[^1].Path, request.Replace, stream => stream.WriteAsync(content, stop).AsTask());
        }

        if (request.Open)
            shown.ForEach(made => ResultFile.Show(made.Path));
        return shown;
    }

    private IEnumerable<(string Side, string Extension, Func<Task<byte[]>> Draw)> Drawings(
        FaceRequest request, IReadOnlyList<FaceSide> sides, CancellationToken stop)
    {
        var converter = new FaceDrawing(_clock);
        return request.Format switch
        {
            FaceFormat.Pdf => [("all", "pdf", () => converter.ToPdfAsync(sides, stop))],
            FaceFormat.Png => sides.Select((string, string, Func<Task<byte[]>>) (side) =>
                (side.Name, "png", () => converter.ToPngAsync(side, request.Dpi, stop))),
            _ => sides.Select((string, string, Func<Task<byte[]>>) (side) =>
                (side.Name, "svg", () => Task.FromResult(side.Svg))),
        };
    }

    /// <summary>What would print it has to be able to draw it.</summary>
    private (SvgLayout Layout, string File) Open(FaceRequest request)
    {
        if (request.Layout is { } file)
        {
            bool isDrawn = request.Format != FaceFormat.Svg
                || _settings.Printers.Values.Any(p => p.Renderer != FaceRenderer.None);
            return (
                SvgLayout.LoadFor(isDrawn ? FaceRenderer.Librsvg : FaceRenderer.None, file, request.Back), file);
        }

        string? name = request.Printer ?? _settings.Stations.Select(s => s.Printer).FirstOrDefault(p => p is not null);
        if (name is null)
            return (SvgLayout.Default, "default");
        if (!_settings.Printers.TryGetValue(name, out PrinterSettings? printer))
        {
            throw new TempCardException(
                ErrorIds.PrinterNotFound,
                ErrorKind.NotFound,
                $"There is no printer '{name}'.",
                $"Use one of: {string.Join(", ", _settings.Printers.Keys)}.",
                name);
        }

        return (printer.OpenLayout(), printer.Layout ?? "default");
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

        return (new CardFace { CardNumber = shown.CardNumber, Attempt = 1, Station = "", Values = values }, card is null);
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
