using System.Text;

namespace TempCardIssuance.Core.Pins;

/// <summary>
/// The values people choose and therefore guess first: one digit or two repeated, dates of birth years and the
/// keyboard's columns, at the lengths that smart cards take (NIST SP 800-63B-4, 3.1.1.2: blocklists).
/// </summary>
internal static class CommonPins
{
    private static readonly HashSet<string> Values = new(
        [
            "123456", "654321", "112233", "121212", "123123", "123321", "520520", "789456", "159753", "147258",
            "147852", "258369", "369258", "456789", "987654", "102030", "101010", "202020", "131313", "696969",
            "777888", "010203", "321321", "456456", "789789", "142536", "246810", "135790", "112211", "223344",
            "1234567", "7654321", "1231231", "1472583", "7894561", "1029384", "1357913",
            "12345678", "87654321", "11223344", "12341234", "12344321", "12121212", "14725836", "01020304",
            "10203040", "13572468", "24681357", "19191919", "20202020", "20252025", "20262026", "14789632",
            "78945612", "31415926", "27182818",
        ],
        StringComparer.Ordinal);

    /// <param name="digits">ASCII digits.</param>
    public static bool Contains(ReadOnlySpan<byte> digits)
    {
        Span<char> text = stackalloc char[digits.Length];
        int length = Encoding.ASCII.GetChars(digits, text);
        bool found = Values.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..length]) || IsRepeated(digits);
        text.Clear();
        return found;
    }

    /// <summary>A block of one or two digits over and over: 111111, 12121212.</summary>
    private static bool IsRepeated(ReadOnlySpan<byte> digits)
    {
        for (int i = 2; i < digits.Length; i++)
        {
            if (digits[i] != digits[i - 2])
                return false;
        }

        return true;
    }
}
