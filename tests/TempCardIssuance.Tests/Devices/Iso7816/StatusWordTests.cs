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
}
