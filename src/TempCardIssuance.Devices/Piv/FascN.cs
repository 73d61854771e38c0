namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Federal Agency Smart Credential Number: 40 characters of 4-bit BCD, least significant bit first, each with odd
/// parity, in 25 bytes (Technical Implementation Guidance: Smart Card Enabled PACS, 2.3, section 2.1).
/// </summary>
public static class FascN
{
    /// <summary>
    /// What goes on temporary cards: agency, system and credential of an issuer that is no federal agency (all
    /// nines), nobody's person identifier, commercial enterprise, organizational affiliate.
    /// </summary>
    public static readonly byte[] TemporaryCard = Encode("S9999F9999F999999F0F1F0000000000300006E");

    private const int Size = 25;

    /// <param name="text">Digits with S (start), F (field separator) and E (end); the check character is added.</param>
    public static byte[] Encode(string text)
    {
        byte[] result = new byte[Size];
        int check = 0;
        int position = 0;
        foreach (char character in text)
        {
            int value = character switch
            {
                'S' => 0xB,
                'F' => 0xD,
                'E' => 0xF,
                _ => character - '0',
            };
            check ^= value;
            Put(result, ref position, value);
        }

        Put(result, ref position, check);
        return result;
    }

    private static void Put(Span<byte> destination, ref int position, int value)
    {
        int parity = 1 ^ (int.PopCount(value) & 1);
        int bits = value | (parity << 4);
        for (int i = 0; i < 5; i++, position++)
            destination[position / 8] |= (byte)(((bits >> i) & 1) << (7 - (position % 8)));
    }
}
