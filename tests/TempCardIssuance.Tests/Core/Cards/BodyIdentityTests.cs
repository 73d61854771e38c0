using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Tests.Core.Cards;

public sealed class BodyIdentityTests
{
    [Theory]
    [InlineData("serial:0012AB34", "serial:0012AB34")]
    [InlineData("SERIAL:0012ab34", "serial:0012AB34")]
    [InlineData("guid:11223344-5566-4788-99aa-bbccddeeff00", "guid:11223344-5566-4788-99aa-bbccddeeff00")]
    [InlineData("guid:11223344556647889-9AABBCCDDEEFF00", null)]
    [InlineData("guid:112233445566478899AABBCCDDEEFF00", "guid:11223344-5566-4788-99aa-bbccddeeff00")]
    [InlineData("serial:", null)]
    [InlineData("serial:12A", null)]
    [InlineData("serial:12 3", null)]
    [InlineData("0012AB34", null)]
    [InlineData("", null)]
    public void It_is_read_as_people_write_it_and_written_in_one_way(string text, string? written)
    {
        Assert.Equal(written is not null, BodyIdentity.TryParse(text, out BodyIdentity? identity));
        Assert.Equal(written, identity?.ToString());
    }

    [Fact]
    public void It_is_the_same_however_it_was_made()
    {
        var cardGuid = Guid.NewGuid();

        Assert.Equal(BodyIdentity.OfSerial([0x00, 0x12, 0xAB, 0x34]), BodyIdentity.Parse("serial:0012AB34"));
        Assert.Equal(BodyIdentity.OfGuid(cardGuid), BodyIdentity.Parse($"guid:{cardGuid}"));
        Assert.NotEqual(BodyIdentity.OfGuid(cardGuid), BodyIdentity.OfGuid(Guid.NewGuid()));
    }

    [Fact]
    public void What_is_none_is_refused() => Assert.Throws<FormatException>(() => BodyIdentity.Parse("desk-1"));
}
