using System.Globalization;
using System.Text;

namespace TempCardIssuance.Core.Text;

/// <summary>
/// Characters that steer a terminal, break a line, or have what follows read from the other side, where a text is
/// expected: C0, DEL, C1, the separators of lines and paragraphs (U+2028, U+2029), and the explicit ones of the
/// bidirectional algorithm (UAX #9, 2). Names in Arabic and Hebrew need none of these.
/// </summary>
public static class ControlCharacters
{
    /// <summary>The first one as <c>U+001B</c>, with its place from 1; null: there is none.</summary>
    public static (string Name, int Place)? Find(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (Is(text[i]))
                return ($"U+{Hex(text[i])}", i + 1);
        }

        return null;
    }

    /// <summary>The text as a terminal may have it: line ends and tabulators stay, others are written out.</summary>
    public static string Shown(string text)
    {
        if (!text.Any(c => Is(c) && c is not ('\n' or '\t')))
            return text;
        var shown = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool stays = text[i] is '\n' or '\t' || (text[i] is '\r' && i + 1 < text.Length && text[i + 1] is '\n');
            if (stays || !Is(text[i]))
                shown.Append(text[i]);
            else
                shown.Append(@"\u").Append(Hex(text[i]));
        }

        return shown.ToString();
    }

    private static bool Is(char c) =>
        char.IsControl(c) || c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Hex(char c) => ((int)c).ToString("X4", CultureInfo.InvariantCulture);
}
