namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>ISO/IEC 7816-4, 5: lengths, classes, chaining and answers in pieces.</summary>
public sealed class CardSessionTests
{
    private const string GetDiscovery = "00CB3FFF035C017E";
    private const string Discovery = "7E124F0BA0000003080000100001005F2F024000";

    [Theory]
    [InlineData("01200080", "6881")]
    [InlineData("04200080", "6882")]
    [InlineData("0C200080", "6882")]
    [InlineData("1C200080", "6882")]
    [InlineData("20200080", "6E00")]
    [InlineData("80200080", "6E00")]
    [InlineData("00B00000", "6D00")]
    [InlineData("00F10000", "6D00")]
    [InlineData("10F10000", "6D00")]
    [InlineData("10B00000", "6D00")]
    [InlineData("10200080", "6884")]
    [InlineData("10CB3FFF055C035FC102", "6884")]
    [InlineData("10FD0000", "6884")]
    public void Classes_and_instructions_that_there_are_not_are_refused(string command, string status)
    {
        using var card = CardInReader.Selected();

        card.Expect(status, command);
    }

    [Theory]
    [InlineData("002000")]
    [InlineData("0020008008313233")]
    [InlineData("0020008008313233343536FFFF0000")]
    [InlineData("0020008000000000")]
    [InlineData("00200080000008313233343536FF")]
    [InlineData("002000800000")]
    public void Lengths_that_contradict_each_other_are_refused(string command)
    {
        using var card = CardInReader.Selected();

        card.Expect("6700", command);
    }

    [Fact]
    public void The_card_gives_no_more_than_Le_and_the_rest_with_GET_RESPONSE()
    {
        using var card = CardInReader.Selected();

        card.Expect(Discovery + "9000", GetDiscovery + "14");
        card.Expect(Discovery + "9000", GetDiscovery);
        card.Expect(Discovery[..16] + "610C", GetDiscovery + "08");
        card.Expect(Discovery[16..24] + "6108", "00C0000004");
        card.Expect(Discovery[24..] + "9000", "00C0000000");
        card.Expect("6985", "00C0000000");
    }

    [Theory]
    [InlineData("00200080", "63C3")]
    [InlineData("10DB3FFF055C035FC105", "9000")]
    [InlineData("80200080", "6E00")]
    public void Another_command_discards_what_was_not_fetched(string command, string status)
    {
        using var card = CardInReader.Selected();
        card.Expect(Discovery[..2] + "6113", GetDiscovery + "01");

        card.Expect(status, command);

        card.Expect("6985", "00C0000000");
    }

    [Fact]
    public void More_than_255_bytes_left_are_announced_as_6100()
    {
        using var card = CardInReader.Administrated();
        card.SendLong("DB3FFF", "5C035FC10553820200" + new string('A', 1024));

        string response = card.Send("00CB3FFF055C035FC10500");

        Assert.Equal("53820200" + new string('A', 504) + "6100", response);
        card.Expect(new string('A', 512) + "6104", "00C0000000");
        card.Expect("AAAAAAAA9000", "00C0000004");
    }

    [Fact]
    public void Extended_length_goes_in_and_out_in_one_piece()
    {
        using var card = CardInReader.Administrated();
        string content = "53820200" + new string('A', 1024);

        card.Expect("9000", "00DB3FFF000209" + "5C035FC105" + content);

        card.Expect(content + "9000", "00CB3FFF000005" + "5C035FC105" + "0000");
        card.Expect(content[..20] + "6100", "00CB3FFF000005" + "5C035FC105" + "000A");
    }

    [Fact]
    public void A_card_without_extended_length_says_so_and_refuses_it()
    {
        using var card = CardInReader.Selected(CardInReader.Options with { ExtendedLength = false });

        Assert.False(card.Connection.SupportsExtendedLength);
        card.Expect("6700", "00CB3FFF0000035C017E0000");
        card.Expect("6700", "002000800000" + "00");
    }

    [Fact]
    public void A_chain_takes_effect_with_its_last_block_only()
    {
        using var card = CardInReader.Administrated();

        card.Expect("9000", "10DB3FFF055C035FC105");
        card.Expect("9000", "10DB3FFF03530401");
        card.Expect("9000", "00DB3FFF03020304");

        card.Expect("5304010203049000", "00CB3FFF055C035FC10500");
    }

    [Theory]
    [InlineData("00CB3FFF055C035FC10500")]
    [InlineData("00DB3F00045302BEEF")]
    [InlineData("00DB3EFF045302BEEF")]
    public void Another_command_within_a_chain_is_refused_and_ends_the_chain(string command)
    {
        using var card = CardInReader.Administrated();
        card.Expect("9000", "10DB3FFF055C035FC105");

        card.Expect("6883", command);

        card.Expect("6A80", "00DB3FFF0453020102");
        card.Expect("6A82", "00CB3FFF055C035FC10500");
    }

    [Fact]
    public void An_interrupted_GENERAL_AUTHENTICATE_has_no_effect()
    {
        using var card = CardInReader.Administrated();
        card.Expect("9000", "10870A9B027C02");

        card.Expect("63C3", "00200080");

        card.Expect("9000", "00DB3FFF075C035FC1025300");
    }

    [Fact]
    public void Selection_ends_a_chain()
    {
        using var card = CardInReader.Administrated();
        card.Expect("9000", "10DB3FFF055C035FC105");

        card.Select();

        card.Expect("6A80", "00DB3FFF0453020102");
    }

    [Fact]
    public void A_chain_without_an_end_is_cut_off()
    {
        using var card = CardInReader.Administrated();
        string block = "10DB3FFFFF" + new string('0', 510);
        for (int i = 0; i < 0x8000 / 255; i++)
            card.Expect("9000", block);

        card.Expect("6700", block);
    }

    [Fact]
    public void Reset_takes_selection_and_verification_away()
    {
        using var card = CardInReader.Administrated();
        card.Verify();

        card.Connection.Reset();

        card.Expect("6D00", "00200080");
        card.Select();
        card.Expect("63C3", "00200080");
        card.Expect("6982", "00DB3FFF075C035FC1025300");
    }
}
