using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Iso7816;

public sealed class TlvTests
{
    [Theory]
    [InlineData(0x53, 0, "5300")]
    [InlineData(0x53, 127, "537F")]
    [InlineData(0x53, 128, "538180")]
    [InlineData(0x7F49, 256, "7F49820100")]
    [InlineData(0x5FC102, 1, "5FC10201")]
    public void What_is_written_can_be_read(int tag, int length, string header)
    {
        byte[] value = [.. Enumerable.Range(0, length).Select(i => (byte)i)];

        byte[] encoded = Tlv.Encode(tag, value);

        Assert.StartsWith(header, Convert.ToHexString(encoded), StringComparison.Ordinal);
        Assert.Equal(value, Tlv.Find(encoded, tag)!.Value.ToArray());
    }

    [Fact]
    public void An_object_is_found_behind_others()
    {
        Assert.Equal("03", Find("81010182010286 0103", 0x86));
        Assert.Null(Find("810101820102", 0x86));
    }

    [Theory]
    [InlineData("86")]
    [InlineData("8605AABB")]
    [InlineData("8682FFFFAA")]
    [InlineData("868400000001AA")]
    [InlineData("8680AA0000")]
    [InlineData("81058601AA")]
    [InlineData("1F")]
    public void Bytes_that_are_not_whole_give_nothing(string bytes) => Assert.Null(Find(bytes, 0x86));

    private static string? Find(string hex, int tag) =>
        Tlv.Find(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), tag) is { } value
            ? Convert.ToHexString(value.Span)
            : null;
}
