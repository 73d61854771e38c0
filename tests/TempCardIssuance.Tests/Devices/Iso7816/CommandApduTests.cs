using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Iso7816;

public sealed class CommandApduTests
{
    [Theory]
    [InlineData(0, 0, "00CB3FFF")]
    [InlineData(0, 256, "00CB3FFF 00")]
    [InlineData(0, 4, "00CB3FFF 04")]
    [InlineData(2, 0, "00CB3FFF 02 AAAA")]
    [InlineData(2, 256, "00CB3FFF 02 AAAA 00")]
    [InlineData(0, 257, "00CB3FFF 000101")]
    [InlineData(2, 65536, "00CB3FFF 000002 AAAA 0000")]
    public void Cases_1_to_4_are_encoded_short_or_extended(int dataLength, int expectedLength, string bytes)
    {
        CommandApdu command = Command(dataLength, expectedLength);

        Assert.Equal(bytes.Replace(" ", "", StringComparison.Ordinal), Encode(command));
    }

    [Fact]
    public void Data_of_256_bytes_needs_extended_length()
    {
        Assert.StartsWith("00CB3FFFFFAA", Encode(Command(255, 0)), StringComparison.Ordinal);
        Assert.StartsWith("00CB3FFF000100AA", Encode(Command(256, 0)), StringComparison.Ordinal);
    }

    private static CommandApdu Command(int dataLength, int expectedLength)
    {
        byte[] data = new byte[dataLength];
        Array.Fill(data, (byte)0xAA);
        return new CommandApdu(0x00, 0xCB, 0x3F, 0xFF) { Data = data, ExpectedLength = expectedLength };
    }

    private static string Encode(CommandApdu command)
    {
        byte[] bytes = new byte[command.EncodedLength];
        Assert.Equal(bytes.Length, command.Encode(bytes));
        return Convert.ToHexString(bytes);
    }
}
