using System.Security.Cryptography;
using static TempCardIssuance.Tests.Devices.Virtual.KeyUses;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>MOVE KEY, INS F6.</summary>
public sealed class KeyMoveTests
{
    [Fact]
    public void A_key_goes_to_another_slot_with_its_policies()
    {
        using var card = CardInReader.Administrated();
        Assert.EndsWith("9000", card.SendLong("47009A", "AC06800111AA0103"), StringComparison.Ordinal);
        string told = card.Send("00F7009A00");

        card.Expect("9000", "00F6829A");

        Assert.Equal(told, card.Send("00F7008200"));
        card.Expect("6A88", "00F7009A00");
        card.Verify();
        Apply(card, "11", "82", "81", RandomNumberGenerator.GetBytes(32));
    }

    [Fact]
    public void A_key_takes_the_place_of_another()
    {
        using var card = CardInReader.Administrated();
        string first = card.Generate("9A", "11");
        card.Generate("9D", "14");

        card.Expect("9000", "00F69D9A");

        Assert.Contains(first, card.Send("00F7009D00"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_deleted()
    {
        using var card = CardInReader.Administrated();
        card.Generate("9A", "11");

        card.Expect("9000", "00F6FF9A");

        card.Expect("6A88", "00F7009A00");
        card.Expect("6A88", "00F6FF9A");
    }

    [Fact]
    public void The_key_that_attests_is_deleted_and_not_moved()
    {
        using var card = CardInReader.Administrated();
        card.Generate("9A", "11");

        card.Expect("6A86", "00F682F9");
        card.Expect("6A86", "00F6F99A");
        card.Expect("9000", "00F6FFF9");

        Assert.Equal("6985", card.SendLong("F99A00", ""));
    }

    [Theory]
    [InlineData("00F69A9A", "6A86")]
    [InlineData("00F6969A", "6A86")]
    [InlineData("00F69A81", "6A86")]
    [InlineData("00F69A9C", "6A88")]
    public void What_is_no_move_is_refused(string command, string status)
    {
        using var card = CardInReader.Administrated();
        card.Generate("9A", "11");

        card.Expect(status, command);
    }

    [Fact]
    public void Nobody_else_moves()
    {
        using var card = CardInReader.Administrated();
        card.Generate("9A", "11");
        card.Reinsert();
        card.Verify();

        card.Expect("6982", "00F6829A");
        card.Expect("6982", "00F6FF9A");
    }
}
