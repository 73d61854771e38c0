namespace TempCardIssuance.Devices.Printing;

/// <summary>One place in a layout that is filled in for each card.</summary>
/// <param name="Name">The name of the value, ignoring case.</param>
/// <param name="Optional">Written <c>{name?}</c>: stays empty where a card has no such value.</param>
/// <param name="Code">How the value is drawn; null: as text.</param>
/// <param name="File">File name of the layout.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
public sealed record LayoutPlaceholder(
    string Name, bool Optional, FaceCode? Code, string File, int Line, int Column);

/// <summary>Symbols that a layout can ask for.</summary>
public enum FaceCode
{
    /// <summary>QR code, ISO/IEC 18004; written <c>{qr:name}</c>.</summary>
    Qr,

    /// <summary>Code 128, ISO/IEC 15417; written <c>{code128:name}</c>.</summary>
    Code128,
}
