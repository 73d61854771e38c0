namespace TempCardIssuance.Devices.Virtual;

/// <summary>The dynamic authentication template 7C (SP 800-73-4 Part 2, 3.2.4, table 7); null: absent.</summary>
internal sealed record AuthenticationTemplate(
    byte[]? Witness, byte[]? Challenge, byte[]? Response, byte[]? Exponentiation)
{
    /// <summary>Null if it is malformed, has something twice, or something else.</summary>
    public static AuthenticationTemplate? Parse(byte[] data)
    {
        if (Tlv.ParseOne(0x7C, data) is not { } template || Tlv.ParseAll(template) is not { } parts)
            return null;
        if (parts.Any(part => part.Tag is not (0x80 or 0x81 or 0x82 or 0x85))
            || parts.DistinctBy(part => part.Tag).Count() != parts.Count)
        {
            return null;
        }

        return new AuthenticationTemplate(Find(0x80), Find(0x81), Find(0x82), Find(0x85));

        byte[]? Find(int tag) =>
            parts.Where(part => part.Tag == tag).Select(part => part.Value).FirstOrDefault();
    }

    public static byte[] OfWitness(byte[] value) => Tlv.Encode(0x7C, Tlv.Encode(0x80, value));

    public static byte[] OfChallenge(byte[] value) => Tlv.Encode(0x7C, Tlv.Encode(0x81, value));

    public static byte[] OfResponse(byte[] value) => Tlv.Encode(0x7C, Tlv.Encode(0x82, value));
}
