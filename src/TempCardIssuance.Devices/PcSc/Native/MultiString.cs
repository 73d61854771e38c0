using System.Text;

namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>Lists of names as PC/SC gives them: each ends with a NUL, the list with one more.</summary>
internal static class MultiString
{
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> utf8) => Parse(Encoding.UTF8.GetString(utf8));

    public static IReadOnlyList<string> Parse(ReadOnlySpan<char> text)
    {
        var names = new List<string>();
        while (text.IndexOf('\0') is > 0 and var end)
        {
            names.Add(text[..end].ToString());
            text = text[(end + 1)..];
        }

        return names;
    }
}
