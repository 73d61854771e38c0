namespace TempCardIssuance.Printing.Codes;

/// <summary>
/// Code 128, ISO/IEC 15417, code sets B and C: printable ASCII, with pairs of digits in one symbol character where
/// that makes the symbol shorter.
/// </summary>
internal static class Code128Symbol
{
    /// <summary>Modules that must stay light on each side.</summary>
    public const int QuietZone = 10;

    private const int CodeC = 99;
    private const int CodeB = 100;
    private const int StartB = 104;
    private const int StartC = 105;
    private const int Stop = 106;

    /// <summary>Widths of bars and spaces by symbol character value: bar, space, bar...</summary>
    private static readonly string[] Patterns =
        ("212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 "
        + "113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 "
        + "212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 "
        + "113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
        + "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 "
        + "241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 "
        + "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 "
        + "211232 2331112").Split(' ');

    /// <summary>The bars as start and width in modules, and the width of the symbol with its quiet zones.</summary>
    /// <exception cref="FormatException">The text is empty or has characters other than printable ASCII.</exception>
    public static (IReadOnlyList<(int Start, int Width)> Bars, int Width) Encode(string text)
    {
        var bars = new List<(int, int)>();
        int position = QuietZone;
        foreach (int value in Values(text))
        {
            string pattern = Patterns[value];
            for (int i = 0; i < pattern.Length; i++)
            {
                int width = pattern[i] - '0';
                if (int.IsEvenInteger(i))
                    bars.Add((position, width));
                position += width;
            }
        }

        return (bars, position + QuietZone);
    }

    private static List<int> Values(string text)
    {
        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new FormatException("Code 128 is drawn for letters, digits and signs of ASCII only");
        int digits = DigitsAt(text, 0);
        bool inC = digits >= 4 || (digits == 2 && text.Length == 2);
        var values = new List<int> { inC ? StartC : StartB };
        for (int i = 0; i < text.Length;)
        {
            digits = DigitsAt(text, i);
            if (inC && digits < 2)
            {
                values.Add(CodeB);
                inC = false;
            }
            else if (!inC && int.IsEvenInteger(digits) && digits >= (i + digits == text.Length ? 4 : 6))
            {
                values.Add(CodeC);
                inC = true;
            }

            values.Add(inC ? ((text[i] - '0') * 10) + text[i + 1] - '0' : text[i] - ' ');
            i += inC ? 2 : 1;
        }

        values.Add(Checksum(values));
        values.Add(Stop);
        return values;
    }

    /// <summary>Sum of the values weighted by position, the start character counting once, modulo 103.</summary>
    private static int Checksum(List<int> values) =>
        (values[0] + values.Select((value, position) => value * position).Sum()) % 103;

    private static int DigitsAt(string text, int start)
    {
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - start;
    }
}
