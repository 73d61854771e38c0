using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Iso7816;

public sealed class StatusWordTests
{
    [Theory]
    [InlineData(0x63C2, 2)]
    [InlineData(0x63C0, 0)]
    [InlineData(0x6303, 3)]
    [InlineData(0x6983, 0)]
    [InlineData(0x6300, null)]
    [InlineData(0x9000, null)]
    [InlineData(0x6982, null)]
    public void Tries_left_are_read_from_the_status(int value, int? tries) =>
        Assert.Equal(tries, new StatusWord((ushort)value).TriesLeft);

    /// <summary>ISO/IEC 7816-4, tables 5 and 6.</summary>
    [Theory]
    [InlineData(0x6984, "reference data not usable")]
    [InlineData(0x6A80, "incorrect parameters in the command data field")]
    [InlineData(0x6A83, "record not found")]
    [InlineData(0x6988, "incorrect secure messaging data objects")]
    [InlineData(0x6400, "execution error")]
    [InlineData(0x6612, "security-related issue")]
    [InlineData(0x6C10, "wrong Le field")]
    [InlineData(0x63C1, "1 try left")]
    [InlineData(0x63C0, "0 tries left")]
    [InlineData(0x6302, "2 tries left")]
    [InlineData(0x6983, "authentication method blocked")]
    public void Every_status_is_called_what_the_standard_calls_it(int value, string meaning) =>
        Assert.Equal(meaning, new StatusWord((ushort)value).Meaning);

    [Fact]
    public void No_status_of_the_standard_is_unknown()
    {
        for (int value = 0x6100; value <= 0x6FFF; value++)
        {
            string meaning = new StatusWord((ushort)value).Meaning;
            Assert.True(meaning.Length > 0 && meaning != "unknown status", $"{value:X4}: {meaning}");
        }
    }
}
