using System.Text.RegularExpressions;
using System.Xml.Linq;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Printing.Pictures;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Compares what a renderer made of a face with what the face says, before anything is printed: every text is there, each
/// letter of it is seen, and no side is of one colour.
/// </summary>
/// <remarks>
/// The PDF says where each letter is; there the picture must change where all texts are left out. librsvg draws text that
/// is seen through a filter, a mask or an opacity as a picture, and an outline as a path. Such text is looked for where
/// these are taken off; through a filter a letter may be seen anywhere.
/// </remarks>
internal sealed partial class FaceComparison(
    Func<FaceSide, CancellationToken, Task<byte[]>> toPdf, Func<FaceSide, int, CancellationToken, Task<byte[]>> toPng)
{
    /// <summary>Dots per inch at which letters are looked for.</summary>
    private const int Fine = 150;

    private const string VeilNames =
        "opacity|filter|mask|mix-blend-mode|isolation|clip-path|fill|fill-opacity|stroke|stroke-opacity";

    private static readonly string[] Veils = VeilNames.Split('|');

    /// <param name="sides">What was drawn.</param>
    /// <param name="pdf">A page for each side.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.FaceIncomplete"/>.</exception>
    public async Task CheckAsync(IReadOnlyList<FaceSide> sides, byte[] pdf, CancellationToken cancellationToken)
    {
        IReadOnlyList<PdfText> pages = PdfText.Read(pdf);
        if (pages.Count != sides.Count)
            throw Incomplete([$"there are {sides.Count} sides, and {pages.Count} pages came out"]);
        var problems = new List<string>();
        for (int i = 0; i < sides.Count; i++)
        {
            FaceSide side = sides[i];
            var whole = PngPicture.Read(await toPng(side, Fine, cancellationToken));
            IReadOnlyList<FaceText> lost = await FindLostAsync(side, pages[i], whole, cancellationToken);
            problems.AddRange(lost.OrderBy(text => text.Place.Index).Select(Describe));
            if (lost.Count == 0 && side.HasContent && whole.IsOfOneColour)
                problems.Add($"the {side.Name} is of one colour");
        }

        if (problems.Count > 0)
            throw Incomplete(problems);
    }

    private async Task<IReadOnlyList<FaceText>> FindLostAsync(
        FaceSide side, PdfText page, PngPicture whole, CancellationToken cancellationToken)
    {
        if (side.Texts.Count == 0)
            return [];
        PngPicture rest = await LeaveOutAsync(side, side.Texts, cancellationToken);
        IReadOnlyDictionary<FaceText, IReadOnlyList<PdfPlace>> found = page.Find(side.Texts);
        var lost = new List<FaceText>(found.Where(text => !AreSeen(text.Value)).Select(text => text.Key));
        FaceText[] veiled = [.. side.Texts.Where(text => !found.ContainsKey(text))];
        if (veiled.Length == 0)
            return lost;
        byte[] bare = await toPdf(Change(side, TakeVeilsOff), cancellationToken);
        IReadOnlyDictionary<FaceText, IReadOnlyList<PdfPlace>> unveiled = PdfText.Read(bare)[0].Find(side.Texts);
        bool hasFilter = side.Svg.AsSpan().IndexOf("filter"u8) >= 0;
        foreach (FaceText text in veiled)
        {
            bool isSeen = unveiled.TryGetValue(text, out IReadOnlyList<PdfPlace>? letters)
                && (hasFilter
                    ? !(await LeaveOutAsync(side, [text], cancellationToken)).Dots.AsSpan().SequenceEqual(whole.Dots)
                    : AreSeen(letters));
            if (!isSeen)
                lost.Add(text);
        }

        return lost;

        bool AreSeen(IReadOnlyList<PdfPlace> letters) => letters.All(letter => whole.Differs(
            rest, (letter.Left, letter.Top, letter.Right, letter.Bottom)));
    }

    private async Task<PngPicture> LeaveOutAsync(
        FaceSide side, IReadOnlyList<FaceText> texts, CancellationToken cancellationToken)
    {
        FaceSide without = Change(side, root =>
        {
            XElement[] all = [.. DrawnText.All(root)];
            foreach (FaceText text in texts)
                all[text.Place.Index].RemoveNodes();
        });
        return PngPicture.Read(await toPng(without, Fine, cancellationToken));
    }

    private static FaceSide Change(FaceSide side, Action<XElement> change)
    {
        using var stream = new MemoryStream(side.Svg);
        XDocument document = LayoutXml.Read(stream, side.Name);
        change(document.Root!);
        return side with { Svg = LayoutXml.Write(document) };
    }

    private static void TakeVeilsOff(XElement root)
    {
        foreach (XElement element in root.DescendantsAndSelf())
        {
            element.Attributes().Where(a => Veils.Contains(a.Name.LocalName)).Remove();
            if (element.Attribute("style") is { } style)
                style.Value = Declaration().Replace(style.Value, "");
            if (element.Name.LocalName is "style")
                element.Value = Declaration().Replace(element.Value, "");
        }
    }

    /// <summary>Without the text itself: it is for the holder of the card, and not for who reads errors.</summary>
    private static string Describe(FaceText text) =>
        $"layout {text.Place.File}, line {text.Place.Line}, column {text.Place.Column}: this text does not come out, or not all of it";

    private static TempCardException Incomplete(IEnumerable<string> problems) => new(
        ErrorIds.FaceIncomplete,
        ErrorKind.InvalidData,
        $"The face was not printed, because it would lack something: {string.Join("; ", problems)}.",
        Advice);

    /// <summary>What to do where a text does not come out.</summary>
    public static Remedy Advice =>
        $"See that fonts have its letters, that it ends before the edge and that nothing hides it; {Operation.ShowFace} draws it.";

    [GeneratedRegex(
        @"(?<=^|[;{\s])(" + VeilNames + @")\s*:[^;}]*",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
