using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>What a printer says, for texts of ours.</summary>
internal static class IppWords
{
    private const int Most = 30;

    /// <summary>Characters of a message that somebody has to read.</summary>
    public const int Sentence = 300;

    /// <param name="values">They; those that come twice are said once.</param>
    /// <param name="max">How many characters of each are kept.</param>
    public static string List(IEnumerable<string> values, int max = 80)
    {
        string[] all = [.. values.Distinct(StringComparer.Ordinal).Select(value => ForeignText.OneLine(value, max))];
        string some = string.Join(", ", all.Take(Most));
        return all.Length switch
        {
            0 => "none",
            > Most => $"{some} and {all.Length - Most} more",
            _ => some,
        };
    }
}
