namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>A card is as old as it says.</summary>
public sealed class CardVersionTests
{
    [Theory]
    [InlineData("5.4.3", "0504039000")]
    [InlineData("4.3.7", "0403079000")]
    public void It_tells_the_version_it_was_given(string version, string told)
    {
        using var card = CardInReader.Selected(CardInReader.Options with { Version = Version.Parse(version) });

        card.Expect(told, "00FD000000");
    }

    [Theory]
    [InlineData("5.2.9", "00F7008000", "6D00")]
    [InlineData("4.9.9", "00F8000000", "6D00")]
    [InlineData("5.6.9", "00F6829A", "6D00")]
    [InlineData("4.2.9", "00F99A00", "6D00")]
    [InlineData("5.6.9", "0047009A05AC0380010500", "6A80")]
    [InlineData("5.6.9", "0047009A05AC038001E000", "6A80")]
    [InlineData("3.9.9", "0047009A08AC06800111AA010200", "6A80")]
    [InlineData("3.9.9", "0047008205AC0380011100", "6A86")]
    public void It_has_not_what_cards_learned_later(string version, string command, string status)
    {
        using var card = CardInReader.Administrated(CardInReader.Options with { Version = Version.Parse(version) });

        card.Expect(status, command);
    }
}
