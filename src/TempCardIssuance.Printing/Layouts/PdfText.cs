using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>What stands on one page of a PDF document, without spaces, in the order in which it was drawn.</summary>
internal sealed class PdfText
{
    /// <summary>In the place of what was found, so that its neighbours do not become one text.</summary>
    private const char Gap = '\0';

    /// <summary>In points: letters that begin at the very edge still show.</summary>
    private const double Tolerance = 1;

    private string _rest;

    private PdfText(string text) => _rest = text;

    /// <summary>One for each page. Letters that begin beyond its edges are not on it.</summary>
    public static IReadOnlyList<PdfText> Read(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(page => new PdfText(Plain(string.Concat(
            page.Letters.Where(letter => IsOn(page, letter)).Select(letter => letter.Value)))))];
    }

    /// <summary>Those of these texts that are not there. Each place on the page counts for one text.</summary>
    public IReadOnlyList<FaceText> FindMissing(IEnumerable<FaceText> texts) =>
        [.. texts.OrderByDescending(text => text.Text.Length).Where(text => !Take(Plain(text.Text)))];

    private bool Take(string text)
    {
        int at = _rest.IndexOf(text, StringComparison.Ordinal);
        if (at >= 0)
        {
            _rest = string.Concat(_rest.AsSpan(0, at), [Gap], _rest.AsSpan(at + text.Length));
            return true;
        }

        // The order of letters on the page is what is seen, not what is read; parts may stand in any order.
        return text.EnumerateRunes().Any(IsRightToLeft) && TakeLetters(text);
    }

    private bool TakeLetters(string text)
    {
        var rest = new StringBuilder(_rest);
        foreach (char letter in text)
        {
            int at = rest.ToString().IndexOf(letter, StringComparison.Ordinal);
            if (at < 0)
                return false;
            rest[at] = Gap;
        }

        _rest = rest.ToString();
        return true;
    }

    private static bool IsOn(Page page, Letter letter) =>
        letter.Location.X >= -Tolerance && letter.Location.X <= page.Width + Tolerance
        && letter.Location.Y >= -Tolerance && letter.Location.Y <= page.Height + Tolerance;

    /// <summary>Without what leaves no mark, and with one spelling for what looks the same (UAX #15, NFKC).</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (Rune rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
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
