using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>SP 800-73-4 Part 2, 3.1.2 and 3.3.1.</summary>
public sealed class DataObjectTests
{
    private const string GetChuid = "00CB3FFF055C035FC10200";

    [Fact]
    public void What_is_written_is_read_back_after_the_card_was_out_of_the_reader()
    {
        using var card = CardInReader.Administrated();
        card.Expect("6A82", GetChuid);

        card.Expect("9000", "00DB3FFF0A5C035FC1025303C0FFEE");

        card.Reinsert();
        card.Expect("5303C0FFEE9000", GetChuid);
    }

    [Fact]
    public void Writing_replaces_all_of_the_object_and_may_leave_it_empty()
    {
        using var card = CardInReader.Administrated();
        card.Expect("9000", "00DB3FFF0A5C035FC1025303C0FFEE");

        card.Expect("9000", "00DB3FFF075C035FC1025300");

        card.Expect("53009000", GetChuid);
    }

    [Fact]
    public void Only_the_administrator_writes()
    {
        using var card = CardInReader.Selected();
        card.Verify();

        card.Expect("6982", "00DB3FFF0A5C035FC1025303C0FFEE");

        card.Expect("6A82", GetChuid);
    }

    [Theory]
    [InlineData("5FC103")]
    [InlineData("5FC108")]
    [InlineData("5FC109")]
    [InlineData("5FC121")]
    public void Personal_objects_are_read_with_the_PIN_only(string tag)
    {
        using var card = CardInReader.Administrated();
        card.Expect("9000", $"00DB3FFF085C03{tag}530101");

        card.Expect("6982", $"00CB3FFF055C03{tag}00");
        card.Verify();

        card.Expect("5301019000", $"00CB3FFF055C03{tag}00");
    }

    [Fact]
    public void An_object_of_the_largest_size_is_written_in_a_chain_and_read_in_pieces()
    {
        using var card = CardInReader.Administrated();
        string content = "820BEC" + string.Concat(Enumerable.Range(0, 3052).Select(i => $"{i & 0xFF:X2}"));

        Assert.Equal("9000", card.SendLong("DB3FFF", "5C035FC10553" + content));

        Assert.Equal("53" + content + "9000", card.SendLong("CB3FFF", "5C035FC105"));
    }

    [Fact]
    public void A_larger_object_does_not_fit_and_leaves_the_old_one()
    {
        using var card = CardInReader.Administrated(CardInReader.Options with { MaxObjectSize = 300 });
        card.Expect("9000", "00DB3FFF085C035FC105530101");

        Assert.Equal("6A84", card.SendLong("DB3FFF", "5C035FC1055382012D" + new string('0', 602)));

        card.Expect("5301019000", "00CB3FFF055C035FC10500");
    }

    [Fact]
    public void The_discovery_object_is_there_but_can_not_be_written()
    {
        using var card = CardInReader.Administrated();

        card.Expect("7E124F0BA0000003080000100001005F2F0240009000", "00CB3FFF035C017E00");
        card.Expect("6A81", "00DB3FFF147E124F0BA0000003080000100001005F2F024000");
        card.Expect("6A81", "00DB3FFF057F61020201");
    }

    [Theory]
    [InlineData("5FC100")]
    [InlineData("5FC104")]
    [InlineData("5FC124")]
    [InlineData("5FFEFF")]
    public void Objects_that_the_data_model_does_not_have_can_not_be_made(string tag)
    {
        using var card = CardInReader.Administrated();

        card.Expect("6A81", $"00DB3FFF085C03{tag}530101");
        card.Expect("6A82", $"00CB3FFF055C03{tag}00");
    }

    [Fact]
    public void Vendor_objects_are_an_extension()
    {
        const string put = "00DB3FFF085C035FFF00530101";
        using var extended = CardInReader.Administrated();
        using var plain =
            CardInReader.Administrated(CardInReader.Options with { Extensions = CardExtensions.None });

        extended.Expect("9000", put);
        plain.Expect("6A81", put);
    }

    [Theory]
    [InlineData("00DB3FFF055C035FC102", "6A80")]
    [InlineData("00DB3FFF085C035FC102530201", "6A80")]
    [InlineData("00DB3FFF095C035FC10253010100", "6A80")]
    [InlineData("00DB3FFF085C035FC102540101", "6A80")]
    [InlineData("00DB3F00085C035FC102530101", "6A86")]
    [InlineData("00CB3FFF055D035FC10200", "6A80")]
    [InlineData("00CB3FFF045C035FC100", "6A80")]
    [InlineData("00CB3F00055C035FC10200", "6A86")]
    public void What_does_not_follow_the_syntax_is_refused(string command, string status)
    {
        using var card = CardInReader.Administrated();

        card.Expect(status, command);
    }
}
