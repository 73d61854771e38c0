namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>GENERAL AUTHENTICATE, as bytes.</summary>
internal static class KeyUses
{
    /// <summary>What the card answers, with its status word.</summary>
    public static string Ask(CardInReader card, string algorithm, string slot, string tag, byte[] value)
    {
        string data = "8200" + tag + Length(value.Length) + Convert.ToHexString(value);
        return card.SendLong("87" + algorithm + slot, "7C" + Length(data.Length / 2) + data);
    }

    /// <summary>What it computed.</summary>
    public static byte[] Apply(CardInReader card, string algorithm, string slot, string tag, byte[] value)
    {
        string response = Ask(card, algorithm, slot, tag, value);
        Assert.EndsWith("9000", response, StringComparison.Ordinal);
        int length = (response.Length / 2) - 2;
        int header = length > 0x100 ? 8 : 4;
        string[] parts = [response[..(header * 2)], response[(header * 2)..^4]];
        string value82 = Length(length - header);
        string inner = "82" + value82;
        Assert.Equal("7C" + Length((inner.Length / 2) + length - header) + inner, parts[0]);
        return Convert.FromHexString(parts[1]);
    }

    /// <summary>Of a data object, in hex.</summary>
    public static string Length(int length) => length switch
    {
        < 0x80 => $"{length:X2}",
        < 0x100 => $"81{length:X2}",
        _ => $"82{length:X4}",
    };
}
