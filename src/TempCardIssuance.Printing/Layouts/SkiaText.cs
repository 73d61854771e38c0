using System.Globalization;
using System.Text;
using SkiaSharp;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>What Svg.Skia can make of texts.</summary>
internal static class SkiaText
{
    /// <summary>Hebrew to Arabic Extended-A, and their presentation forms: scripts that run to the left.</summary>
    private static readonly (int First, int Last)[] ToTheLeft =
        [(0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF)];

    private static readonly string[] Generic =
        ["serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "inherit"];

    /// <summary>Why a text would come out wrong; null: it would not.</summary>
    public static string? FindProblem(string text)
    {
        if (RunsToTheLeft(text))
            return "Svg.Skia, which prints here, can't draw lines that run from right to left";
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
                or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            {
                continue;
            }

            using SKTypeface? font = SKFontManager.Default.MatchCharacter(rune.Value);
            if (font is null)
                return $"no font here has the letter U+{rune.Value:X4}";
        }

        return null;
    }

    public static bool RunsToTheLeft(string text) => text.EnumerateRunes().Any(rune =>
        rune.Value is 0x200F or 0x202B or 0x202E or 0x2067
            || Array.Exists(ToTheLeft, range => rune.Value >= range.First && rune.Value <= range.Last));

    /// <summary>Whether one of the fonts of a list is here (CSS Fonts, 2.1), or what stands for any.</summary>
    public static bool HasFont(string families)
    {
        foreach (string family in families.Split(',').Select(name => name.Trim(' ', '"', '\'')))
        {
            if (Generic.Contains(family, StringComparer.OrdinalIgnoreCase))
                return true;
            using SKTypeface? font = SKFontManager.Default.MatchFamily(family);
            if (font is not null)
                return true;
        }

        return false;
    }
}
