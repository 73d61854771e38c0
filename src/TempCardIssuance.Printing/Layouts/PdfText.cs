using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>Where a letter is on its page: shares of its width and height, from the left and the top.</summary>
internal sealed record PdfPlace(double Left, double Top, double Right, double Bottom);

/// <summary>What stands on one page of a PDF document, without spaces, in the order in which it was drawn.</summary>
internal sealed class PdfText
{
    /// <summary>In the place of what was found, so that its neighbours do not become one text.</summary>
    private const char Gap = default; // which Clear writes

    /// <summary>In points: letters that touch the very edge still show.</summary>
    private const double Tolerance = 1;

    private readonly char[] _rest;
    private readonly PdfPlace?[] _places;

    /// <param name="letters">What each letter says, and where; no place: nobody knows.</param>
    private PdfText(IEnumerable<(string Text, PdfPlace? Place)> letters)
    {
        (char Sign, PdfPlace? Place)[] signs =
            [.. letters.SelectMany(letter => letter.Text.Select(sign => (sign, letter.Place)))];
        _rest = [.. signs.Select(sign => sign.Sign)];
        _places = [.. signs.Select(sign => sign.Place)];
    }

    /// <summary>One for each page. Letters that reach beyond its edges are not on it.</summary>
    public static IReadOnlyList<PdfText> Read(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(page => new PdfText(
            page.Letters.Where(letter => IsOn(page, letter)).Select(letter => (Plain(letter.Value), PlaceOf(page, letter)))))];
    }

    /// <summary>
    /// Those of these texts that are there, with the places of their letters. Each place on the page counts for one
    /// text.
    /// </summary>
    public IReadOnlyDictionary<FaceText, IReadOnlyList<PdfPlace>> Find(IEnumerable<FaceText> texts)
    {
        var found = new Dictionary<FaceText, IReadOnlyList<PdfPlace>>();
        foreach (FaceText text in texts.OrderByDescending(text => text.Text.Length))
        {
            if (Take(Plain(text.Text)) is { } at)
                found[text] = [.. at.Select(i => _places[i]).OfType<PdfPlace>().Distinct()];
        }

        return found;
    }

    /// <returns>Where its signs were; null: nowhere.</returns>
    private List<int>? Take(string text)
    {
        int at = _rest.AsSpan().IndexOf(text);
        if (at >= 0)
        {
            _rest.AsSpan(at, text.Length).Clear();
            return [.. Enumerable.Range(at, text.Length)];
        }

        // The order of letters on the page is what is seen, not what is read; parts may stand in any order.
        return text.EnumerateRunes().Any(IsRightToLeft) ? TakeSigns(text) : null;
    }

    private List<int>? TakeSigns(string text)
    {
        char[] rest = [.. _rest];
        var taken = new List<int>();
        foreach (char sign in text)
        {
            int at = Array.IndexOf(rest, sign);
            if (at < 0)
                return null;
            rest[at] = Gap;
            taken.Add(at);
        }

        rest.CopyTo(_rest, 0);
        return taken;
    }

    private static bool IsOn(Page page, Letter letter)
    {
        PdfRectangle box = letter.BoundingBox;
        return Holds(page, letter.StartBaseLine)
            && Holds(page, box.BottomLeft) && Holds(page, box.TopRight)
            && Holds(page, box.TopLeft) && Holds(page, box.BottomRight);
    }

    private static bool Holds(Page page, PdfPoint point) =>
        point.X >= -Tolerance && point.X <= page.Width + Tolerance
        && point.Y >= -Tolerance && point.Y <= page.Height + Tolerance;

    private static PdfPlace? PlaceOf(Page page, Letter letter)
    {
        PdfRectangle box = letter.BoundingBox;
        PdfPoint[] corners = [box.BottomLeft, box.TopLeft, box.BottomRight, box.TopRight];
        (double left, double right) = (corners.Min(corner => corner.X), corners.Max(corner => corner.X));
        (double bottom, double top) = (corners.Min(corner => corner.Y), corners.Max(corner => corner.Y));
        return right > left && top > bottom
            ? new PdfPlace(
                left / page.Width, 1 - (top / page.Height), right / page.Width, 1 - (bottom / page.Height))
            : null;
    }

    /// <summary>
    /// Without what leaves no mark, and with one spelling for what looks the same (UAX #15, NFKD), which is that of its
    /// letters one after the other.
    /// </summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (Rune rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune)
                && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format)
                && rune.Value is not (>= 0xFE00 and <= 0xFE0F))
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString();
    }

    /// <summary>The blocks of Hebrew, Arabic and their neighbours.</summary>
    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
            or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
