using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Files;
using TempCardIssuance.Printing.Layouts;
using TempCardIssuance.Printing.Report;

namespace TempCardIssuance.Composition.Operations;

/// <summary>
/// Pictures of what was printed: the files themselves where faces are files, else drawn once more, with the day and the
/// number that the production keeps.
/// </summary>
internal sealed class PrintedFaces(FaceSettings settings)
{
    /// <summary>Of a file; the pictures of a layout are in it.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    private const string DrawnAgain =
        "Drawn for this report from what the store has, with the layout of today; the printer's own copy is not kept.";

    private readonly Dictionary<string, SvgLayout> _layouts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The face of the last try that printed one; null: none did.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="tries">At one card, the last one first; at least one.</param>
    /// <param name="card">As it is now.</param>
    /// <param name="calendar">Says what day stands on it.</param>
    public ReportedFace? Of(
        CardBatch batch, IReadOnlyList<CardProduction> tries, TemporaryCard? card, CardCalendar calendar)
    {
        if (tries.FirstOrDefault(p => p.Faces.Count > 0) is not { } printed)
            return null;
        string? older = printed == tries[0]
            ? null
            : string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"This is try {printed.Attempt}; nothing was printed after it.");
        if (ReadFiles(printed) is { } sides)
            return new ReportedFace(sides, older);
        try
        {
            return new ReportedFace(
                Draw(batch, printed, card, calendar), older is null ? DrawnAgain : $"{older} {DrawnAgain}");
        }
        catch (TempCardException e)
        {
            // A layout that was changed since; the report is about the batch, and goes on.
            return new ReportedFace([], $"It can't be drawn any more: {e.Message}");
        }
    }

    private List<(string Name, byte[] Svg)>? ReadFiles(CardProduction production)
    {
        var sides = new List<(string, byte[])>();
        foreach (string path in production.Faces)
        {
            if (!IsOurs(path) || new FileInfo(path) is not { Exists: true, LinkTarget: null, Length: <= MaxBytes })
                return null;
            try
            {
                sides.Add((NameOf(path), File.ReadAllBytes(path)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        return sides;
    }

    /// <summary>Only what a printer of the configuration writes is read, whatever stands in the store.</summary>
    private bool IsOurs(string path) => Path.IsPathFullyQualified(path)
        && path.EndsWith(".svg", StringComparison.Ordinal)
        && settings.Printers.Values.OfType<FilePrinterSettings>().Any(printer => IsBelow(path, printer.Path));

    private static bool IsBelow(string path, string folder)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        return Path.GetFullPath(path).StartsWith(root, StringComparison.Ordinal);
    }

    private static string NameOf(string path) =>
        path.EndsWith("-back.svg", StringComparison.Ordinal) ? "back" : "front";

    private List<(string Name, byte[] Svg)> Draw(
        CardBatch batch, CardProduction production, TemporaryCard? card, CardCalendar calendar)
    {
        TemporaryCard known = card ?? new TemporaryCard
        {
            CardNumber = production.CardNumber,
            State = CardState.Requested,
            RequestedAt = production.StartedAt,
            StateSince = production.StartedAt,
        };
        DateOnly day = calendar.Day(production.ValidUntil ?? production.StartedAt, known.Site);
        var face = new CardFace
        {
            CardNumber = production.CardNumber,
            Attempt = production.Attempt,
            Station = production.Station,
            Values = TextTemplate.Values(known, batch.Id, day, production.Attempt, production.CardGuid),
        };
        return [.. LayoutOf(production.Station).Render(face).Select(side => (side.Name, side.Svg))];
    }

    private SvgLayout LayoutOf(string station)
    {
        string? name = settings.Stations
            .FirstOrDefault(s => s.Name.Equals(station, StringComparison.OrdinalIgnoreCase))?.Printer;
        if (name is null || !settings.Printers.TryGetValue(name, out PrinterSettings? printer))
            return SvgLayout.Default;
        if (!_layouts.TryGetValue(name, out SvgLayout? layout))
            _layouts.Add(name, layout = printer.OpenLayout());
        return layout;
    }
}
