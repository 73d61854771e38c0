using System.Xml.Linq;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// What the face of a card looks like: an SVG drawing for the front, and optionally one for the back, of size ID-1
/// (85.60 mm x 53.98 mm, ISO/IEC 7810) plus bleed.
/// </summary>
/// <remarks>
/// Text and attributes may hold <c>{name}</c>, or <c>{name?}</c> for a value that may be missing. A rectangle whose
/// title is <c>{qr:name}</c> or <c>{code128:name}</c> becomes that symbol; it includes the symbol's quiet zone, so
/// what lies under it has to be light. <c>data-max-chars</c> on text makes it smaller where it has more characters
/// than that. Pictures (PNG, JPEG) lie in the folder of the drawing. Safe to use from
/// several threads at once.
/// </remarks>
public sealed class SvgLayout
{
    private const string DefaultFront = "temp-card.svg";
    private const string DefaultBack = "temp-card-back.svg";

    private static readonly Lazy<SvgLayout> LazyDefault = new(() => Read(problems =>
        [ReadEmbedded("front", DefaultFront, problems), ReadEmbedded("back", DefaultBack, problems)]));

    private static readonly Lazy<SvgLayout> LazyFront = new(() => new SvgLayout([LazyDefault.Value._sides[0]]));

    private readonly IReadOnlyList<LayoutSide> _sides;

    private SvgLayout(IReadOnlyList<LayoutSide> sides)
    {
        _sides = sides;
        Placeholders = [.. sides.SelectMany(side => side.Placeholders)];
    }

    /// <summary>The layout that comes with the product; <c>examples/layouts/temp-card.svg</c> and its back.</summary>
    public static SvgLayout Default => LazyDefault.Value;

    /// <summary>The same without its back, for printers that print one side.</summary>
    public static SvgLayout DefaultFrontOnly => LazyFront.Value;

    /// <summary>Letters that come with the product: on a page, and folded into an envelope with a window.</summary>
    public static IReadOnlyList<string> Letters { get; } = ["a4", "mailer"];

    /// <summary>In the place of a path: there is no back, whatever file lies beside the front.</summary>
    public const string NoBack = "none";

    /// <summary>Every place that is filled in, front first, in the order of the drawing.</summary>
    public IReadOnlyList<LayoutPlaceholder> Placeholders { get; }

    /// <summary>Names of the values without which no face can be made.</summary>
    public IReadOnlyList<string> RequiredFields => [.. Placeholders
        .Where(placeholder => !placeholder.Optional)
        .Select(placeholder => placeholder.Name)
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Names of the values on it that differ each time a card is made.</summary>
    public IReadOnlyList<string> ChangingFields => [.. Placeholders
        .Select(placeholder => placeholder.Name)
        .Where(CardFields.IsChanging)
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether cards are printed on both sides.</summary>
    public bool HasBack => _sides.Count > 1;

    internal bool IsLandscape => _sides[0].Size.Width > _sides[0].Size.Height;

    /// <summary>Whether it is drawn beyond the edges of the card.</summary>
    internal bool HasBleed => _sides.Any(side => CardSize.HasBleed(side.Size));

    /// <param name="frontPath">The drawing of the front.</param>
    /// <param name="backPath">
    /// The drawing of the back. Null: the file beside the front whose name ends in <c>-back</c>
    /// (<c>temp-card.svg</c>, <c>temp-card-back.svg</c>), if there is one. <see cref="NoBack"/>: none.
    /// </param>
    /// <exception cref="Core.Errors.TempCardException">
    /// <see cref="Core.Errors.ErrorIds.LayoutInvalid"/>: all that is wrong, with file, line and column.
    /// </exception>
    public static SvgLayout Load(string frontPath, string? backPath = null) =>
        LoadFor(FaceRenderer.None, frontPath, backPath);

    /// <summary>
    /// The same, and refuses what this renderer would not draw. Without a front that of the product is taken, and its
    /// back where none is named.
    /// </summary>
    /// <inheritdoc cref="Load"/>
    public static SvgLayout LoadFor(FaceRenderer renderer, string? frontPath, string? backPath = null)
    {
        if (frontPath is null && backPath is null or NoBack)
            return backPath is null ? Default : DefaultFrontOnly;
        string? back = backPath ?? Beside(frontPath!);
        return Read(problems =>
        {
            var sides = new List<LayoutSide>();
            if (frontPath is null)
                sides.Add(ReadEmbedded("front", DefaultFront, problems));
            else
                Collect("front", Path.GetFullPath(frontPath));
            if (back is not (null or NoBack))
                Collect("back", Path.GetFullPath(back));
            return sides;

            void Collect(string name, string path) => problems.Collect(
                Path.GetFileName(path), null, () => sides.Add(ReadFile((name, path), renderer, problems)));
        });
    }

    /// <summary>
    /// The layout of a letter: one page of paper instead of a card, drawn by librsvg. <see cref="Letters"/> has the names
    /// of those that come with the product.
    /// </summary>
    /// <param name="nameOrPath">One of them, or a file.</param>
    /// <exception cref="Core.Errors.TempCardException"><see cref="Core.Errors.ErrorIds.LayoutInvalid"/>.</exception>
    public static SvgLayout LoadLetter(string nameOrPath) => Read(problems =>
    {
        if (Letters.Contains(nameOrPath, StringComparer.Ordinal))
            return [ReadEmbedded("letter", $"letter-{nameOrPath}.svg", problems, LetterSize.Check)];
        var sides = new List<LayoutSide>();
        string path = Path.GetFullPath(nameOrPath);
        problems.Collect(Path.GetFileName(path), null, () => sides.Add(ReadFile(
            ("letter", path), FaceRenderer.Librsvg, problems, LetterSize.Check)));
        return sides;
    });

    /// <summary>Fills in all sides for one card.</summary>
    /// <exception cref="Core.Errors.TempCardException">
    /// <see cref="Core.Errors.ErrorIds.FieldMissing"/>; <see cref="Core.Errors.ErrorIds.LayoutInvalid"/>: a value
    /// can't be drawn.
    /// </exception>
    public IReadOnlyList<FaceSide> Render(CardFace face)
    {
        LayoutPlaceholder[] missing = [.. _sides.SelectMany(side => side.Missing(face))];
        return missing.Length == 0
            ? [.. _sides.Select(side => side.Render(face))]
            : throw LayoutError.Missing(face.CardNumber, missing);
    }

    /// <summary>
    /// All sides with one sign in the place of each value; null where values go into attributes, which need what they
    /// are for.
    /// </summary>
    internal IReadOnlyList<FaceSide>? Stub()
    {
        if (_sides.Any(side => side.FillsAttributes))
            return null;
        return Render(new CardFace
        {
            CardNumber = "0",
            Attempt = 1,
            Station = "",
            Values = Placeholders.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase)
                .ToDictionary(name => name, _ => "0", StringComparer.OrdinalIgnoreCase),
        });
    }

    /// <summary>The back that lies beside a front; null: none does.</summary>
    private static string? Beside(string frontPath)
    {
        string front = Path.GetFullPath(frontPath);
        string beside = Path.Combine(
            Path.GetDirectoryName(front) ?? front, $"{Path.GetFileNameWithoutExtension(front)}-back{Path.GetExtension(front)}");
        return File.Exists(beside) ? beside : null;
    }

    /// <summary>Reads sides, and throws all that is wrong with them at once.</summary>
    private static SvgLayout Read(Func<LayoutProblems, IReadOnlyList<LayoutSide>> read)
    {
        var problems = new LayoutProblems();
        IReadOnlyList<LayoutSide> sides = read(problems);
        problems.ThrowIfAny();
        return new SvgLayout(sides);
    }

    private static LayoutSide ReadFile(
        (string Name, string Path) side,
        FaceRenderer renderer,
        LayoutProblems problems,
        Action<XElement, string>? checkSize = null)
    {
        (string name, string path) = side;
        try
        {
            using FileStream stream = File.OpenRead(path);
            return LayoutSide.Read(
                (name, Path.GetFileName(path)), Path.GetDirectoryName(path), stream, renderer, problems, checkSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LayoutError.Unreadable(path, e);
        }
    }

    private static LayoutSide ReadEmbedded(
        string name, string resource, LayoutProblems problems, Action<XElement, string>? checkSize = null)
    {
        using Stream stream = typeof(SvgLayout).Assembly.GetManifestResourceStream(resource)!;
        return LayoutSide.Read((name, resource), folder: null, stream, FaceRenderer.Librsvg, problems, checkSize);
    }
}
