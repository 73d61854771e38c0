namespace TempCardIssuance.Devices.Iso7816;

/// <summary>One command APDU (ISO/IEC 7816-4, 5.1), immutable, before it is cut to what a card can take.</summary>
internal sealed record CommandApdu(byte Cla, byte Ins, byte P1, byte P2)
{
    /// <summary>The most a short APDU carries in its data field.</summary>
    public const int MaxShortData = 255;

    /// <summary>Ne for "all there is" with a short Le.</summary>
    public const int MaxShortResponse = 256;

    /// <summary>Ne for "all there is" with an extended Le.</summary>
    public const int MaxExtendedResponse = 65536;

    public ReadOnlyMemory<byte> Data { get; init; } = ReadOnlyMemory<byte>.Empty;

    /// <summary>Ne: how many bytes are expected at most; 0 means that there is no Le field.</summary>
    public int ExpectedLength { get; init; }

    /// <summary>Whether command or response data have a secret in them, which no trace may show.</summary>
    public bool IsSecret { get; init; }

    public bool IsExtended => Data.Length > MaxShortData || ExpectedLength > MaxShortResponse;

    public int EncodedLength => (IsExtended, Data.Length, ExpectedLength) switch
    {
        (_, 0, 0) => 4,
        (false, 0, _) => 5,
        (false, var data, 0) => 5 + data,
        (false, var data, _) => 6 + data,
        (true, 0, _) => 7,
        (true, var data, 0) => 7 + data,
        (true, var data, _) => 9 + data,
    };

    /// <summary>Writes header, Lc, data and Le: cases 1 to 4, short or extended.</summary>
    /// <param name="destination">At least <see cref="EncodedLength"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    public int Encode(Span<byte> destination)
    {
        destination[0] = Cla;
        destination[1] = Ins;
        destination[2] = P1;
        destination[3] = P2;
        int length = 4;
        if (IsExtended)
            destination[length++] = 0;
        if (!Data.IsEmpty)
        {
            WriteLength(destination, ref length, Data.Length);
            Data.Span.CopyTo(destination[length..]);
            length += Data.Length;
        }

        if (ExpectedLength > 0)
            WriteLength(destination, ref length, ExpectedLength);
        return length;
    }

    public override string ToString() => $"{Cla:X2} {Ins:X2} {P1:X2} {P2:X2}";

    /// <summary>The highest value of a length field is written as zeros, which the cast takes care of.</summary>
    private void WriteLength(Span<byte> destination, ref int offset, int value)
    {
        if (IsExtended)
            destination[offset++] = (byte)(value >> 8);
        destination[offset++] = (byte)value;
    }
}
