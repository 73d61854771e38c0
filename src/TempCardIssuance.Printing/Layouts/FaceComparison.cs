using System.Text.RegularExpressions;
using System.Xml.Linq;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Printing.Pictures;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Compares what a renderer made of a face with what the face says, before anything is printed: every text is there,
/// and no side is of one colour.
/// </summary>
/// <remarks>
/// librsvg draws text that is seen through a filter, a mask or an opacity as a picture, and an outline as a path. Such
/// text is looked for where these are taken off, and the picture must change where it is left out.
/// </remarks>
internal sealed partial class FaceComparison(
    Func<FaceSide, CancellationToken, Task<byte[]>> toPdf, Func<FaceSide, int, CancellationToken, Task<byte[]>> toPng)
{
    /// <summary>Enough to see whether anything is there; on a card 170 by 106 dots.</summary>
    private const int Coarse = 50;

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
            IReadOnlyList<FaceText> missing = pages[i].FindMissing(side.Texts);
            if (missing.Count > 0)
                missing = await LookCloserAsync(side, missing, cancellationToken);
            problems.AddRange(missing.OrderBy(text => text.Place.Index).Select(Describe));
            if (missing.Count == 0 && side.HasContent && await IsPlainAsync(side, cancellationToken))
                problems.Add($"the {side.Name} is of one colour");
        }

        if (problems.Count > 0)
            throw Incomplete(problems);
    }

    private async Task<bool> IsPlainAsync(FaceSide side, CancellationToken cancellationToken) =>
        PngPicture.Read(await toPng(side, Coarse, cancellationToken)).IsOfOneColour;

    /// <summary>Those of these texts that really do not come out.</summary>
    private async Task<IReadOnlyList<FaceText>> LookCloserAsync(
        FaceSide side, IReadOnlyList<FaceText> missing, CancellationToken cancellationToken)
    {
        byte[] bare = await toPdf(Change(side, TakeVeilsOff), cancellationToken);
        IReadOnlyList<FaceText> unreadable = PdfText.Read(bare)[0].FindMissing(side.Texts);
        var lost = new List<FaceText>(missing.Where(unreadable.Contains));
        byte[]? whole = null;
        foreach (FaceText text in missing.Except(lost))
        {
            whole ??= await toPng(side, Fine, cancellationToken);
            FaceSide without = Change(side, root => DrawnText.All(root).ElementAt(text.Place.Index).RemoveNodes());
            byte[] rest = await toPng(without, Fine, cancellationToken);
            if (PngPicture.Read(whole).Dots.AsSpan().SequenceEqual(PngPicture.Read(rest).Dots))
                lost.Add(text);
        }

        return lost;
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
        $"layout {text.Place.File}, line {text.Place.Line}, column {text.Place.Column}: this text does not come out";

    private static TempCardException Incomplete(IEnumerable<string> problems) => new(
        ErrorIds.FaceIncomplete,
        ErrorKind.InvalidData,
        $"The face was not printed, because it would lack something: {string.Join("; ", problems)}.",
        $"See that fonts have its letters and that it ends before the edge; {Operation.ShowFace} draws it.");

    [GeneratedRegex(
        @"(?<=^|[;{\s])(" + VeilNames + @")\s*:[^;}]*",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
