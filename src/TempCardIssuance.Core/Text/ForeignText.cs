using System.Globalization;
using System.Text;

namespace TempCardIssuance.Core.Text;

/// <summary>What servers and programs of others say, before it becomes part of a text of ours.</summary>
public static class ForeignText
{
    /// <summary>
    /// One line: white space and what steers a terminal or the direction of a text (Unicode's Cc, Cf, Zl and Zp) become
    /// one blank, and so does what is no character.
    /// </summary>
    /// <param name="text">May be anything.</param>
    /// <param name="max">How many characters are kept.</param>
    public static string OneLine(string text, int max = 300)
    {
        var line = new StringBuilder();
        bool gap = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune == Rune.ReplacementChar || IsUnseen(Rune.GetUnicodeCategory(rune)))
            {
                gap = true;
                continue;
            }

            if (line.Length >= max)
                return line.Append(" ...").ToString();
            if (gap && line.Length > 0)
                line.Append(' ');
            gap = false;
            line.Append(rune.ToString());
        }

        return line.ToString();
    }

    /// <summary>The text of a page in HTML, without its tags; other texts stay as they are.</summary>
    public static string WithoutTags(string text)
    {
        if (!text.Contains("<html", StringComparison.OrdinalIgnoreCase)
            && !text.Contains("<!doctype", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        bool isTag = false;
        foreach (char c in text)
        {
            if (c is '<')
                isTag = true;
            plain.Append(isTag ? ' ' : c);
            if (c is '>')
                isTag = false;
        }

        return plain.ToString();
    }

    private static bool IsUnseen(UnicodeCategory category) => category is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
