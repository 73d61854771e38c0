using TempCardIssuance.Printing.Codes;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>One place in a layout that is filled in for each card.</summary>
/// <param name="Name">The name of the value, ignoring case.</param>
/// <param name="Optional">Written <c>{name?}</c>: stays empty where a card has no such value.</param>
/// <param name="Code">How the value is drawn; null: as text.</param>
/// <param name="File">File name of the layout.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
public sealed record LayoutPlaceholder(
    string Name, bool Optional, FaceCode? Code, string File, int Line, int Column);
