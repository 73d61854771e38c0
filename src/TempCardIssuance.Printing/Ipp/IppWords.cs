using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>What a printer says, for texts of ours.</summary>
internal static class IppWords
{
    private const int Most = 30;

    public static string List(IEnumerable<string> values)
    {
        string[] all = [.. values.Distinct(StringComparer.Ordinal).Select(value => ForeignText.OneLine(value, 80))];
        string some = string.Join(", ", all.Take(Most));
        return all.Length switch
        {
            0 => "none",
            > Most => $"{some} and {all.Length - Most} more",
            _ => some,
        };
    }
}
