using System.Xml;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>Makes the error for a layout that can't be used, with the place in the file.</summary>
internal static class LayoutError
{
    public static TempCardException At(string file, object? place, string problem, Remedy remedy)
    {
        string where = place is IXmlLineInfo info && info.HasLineInfo()
            ? $"{file}, line {info.LineNumber}, column {info.LinePosition}"
            : file;
        return new TempCardException(
            ErrorIds.LayoutInvalid, ErrorKind.InvalidData, $"Layout {where}: {problem}", remedy, file);
    }

    /// <summary>A card has no value for places that need one.</summary>
    public static TempCardException Missing(string cardNumber, IReadOnlyList<LayoutPlaceholder> places) => new(
        ErrorIds.FieldMissing,
        ErrorKind.InvalidData,
        string.Join(Environment.NewLine, places.Select(p =>
            $"Card {cardNumber} has no value '{p.Name}', "
            + $"which layout {p.File}, line {p.Line}, column {p.Column} asks for.")),
        $"Give the request the field '{places[0].Name}', or write {{{places[0].Name}?}} in the layout "
        + "where it may stay empty.",
        cardNumber);

    /// <summary>A file that can't be read: the layout itself, or an image of it.</summary>
    public static TempCardException Unreadable(string file, Exception inner) => new(
        ErrorIds.LayoutInvalid,
        ErrorKind.NotFound,
        $"Layout file '{file}' can't be read: {inner.Message}",
        "Check the path of the layout in the configuration and who may read the file.",
        file,
        inner);
}
