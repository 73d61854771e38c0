using TempCardIssuance.Core.Collections;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Composition.Operations;

/// <summary>As what a face is shown.</summary>
public enum FaceFormat
{
    /// <summary>The drawing as it is; every browser shows it.</summary>
    Svg,

    /// <summary>A picture for each side, as rsvg-convert draws it.</summary>
    Png,

    /// <summary>One document with a page for each side, as it goes to a printer.</summary>
    Pdf,
}

/// <summary>Which face to show, and how.</summary>
public sealed record FaceRequest
{
    /// <summary>A card of the store, or a number that there is no card of; null: an invented one.</summary>
    public string? CardNumber { get; init; }

    /// <summary>SVG file of the front, full path; null: the layout of the printer.</summary>
    public string? Layout { get; init; }

    /// <summary>SVG file of the back, full path; null: the file beside the front whose name ends in -back.</summary>
    public string? Back { get; init; }

    /// <summary>As <see cref="Back"/>: there is none, whatever file lies beside the front.</summary>
    public const string NoBack = SvgLayout.NoBack;

    /// <summary>Name of a printer; null: that of the first station that prints.</summary>
    public string? Printer { get; init; }

    /// <summary>Values that count instead of those of the card.</summary>
    public IReadOnlyDictionary<string, string> Fields
    {
        get;
        init => field = ReadableMap.Of(value);
    } = ReadableMap.Empty;

    public FaceFormat Format { get; init; }

    /// <summary>Dots per inch of <see cref="FaceFormat.Png"/>.</summary>
    public int Dpi { get; init; } = 300;

    /// <summary>Folder that the files go to, full path.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether files that are there are replaced.</summary>
    public bool Replace { get; init; }

    /// <summary>Whether the files are opened.</summary>
    public bool Open { get; init; }

    /// <summary>One for each of these cards; for none itself.</summary>
    public IEnumerable<FaceRequest> Of(IReadOnlyList<string>? cardNumbers) => cardNumbers is { Count: > 0 }
        ? cardNumbers.Select(number => this with { CardNumber = number })
        : [this];
}

/// <summary>A file with a face, or one side of it.</summary>
/// <param name="CardNumber">Whose face it is.</param>
/// <param name="Side"><c>front</c>, <c>back</c>, or <c>all</c> in a document of all sides.</param>
/// <param name="IsInvented">Whether the store has no such card.</param>
/// <param name="Layout">The file of the front's layout; <c>default</c>: the one of the product.</param>
/// <param name="Path">The file.</param>
public sealed record ShownFace(string CardNumber, string Side, bool IsInvented, string Layout, string Path);
