using TempCardIssuance.Devices.Virtual;
using static TempCardIssuance.Tests.Devices.Virtual.KeyUses;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>Policies AA (PIN) and AB (touch) of GENERATE and IMPORT, and how keys obey them.</summary>
public sealed class KeyPolicyTests
{
    [Theory]
    [InlineData("9A", "AA0103", "0301")]
    [InlineData("9C", "AA0102", "0201")]
    [InlineData("9E", "AA0100AB0102", "0102")]
    [InlineData("9D", "AB0103AA0101", "0103")]
    [InlineData("82", "", "0201")]
    [InlineData("95", "AA0101", "0101")]
    public void Metadata_tell_what_a_key_was_made_with(string slot, string policies, string told)
    {
        using var card = CardInReader.Administrated();

        Assert.EndsWith("9000", card.SendLong("4700" + slot, Template(policies)), StringComparison.Ordinal);

        Assert.StartsWith($"0101110202{told}030101", card.Send($"00F700{slot}00"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AA0104")]
    [InlineData("AB0104")]
    [InlineData("AA020101")]
    [InlineData("AC0101")]
    [InlineData("AA")]
    public void What_is_no_policy_makes_no_key(string policies)
    {
        using var card = CardInReader.Administrated();

        Assert.Equal("6A80", card.SendLong("47009A", Template(policies)));

        card.Expect("6A88", "00F7009A00");
    }

    [Fact]
    public void A_key_that_never_wants_the_PIN_is_used_without()
    {
        using CardInReader card = Make("9C", "AA0101");

        Apply(card, "11", "9C", "81", new byte[32]);
    }

    [Fact]
    public void A_key_that_always_wants_the_PIN_wants_it_before_each_use()
    {
        using CardInReader card = Make("9A", "AA0103");

        Assert.Equal("6982", Ask(card, "11", "9A", "81", new byte[32]));
        card.Verify();
        Apply(card, "11", "9A", "81", new byte[32]);
        Assert.Equal("6982", Ask(card, "11", "9A", "81", new byte[32]));
    }

    [Fact]
    public void A_signature_key_can_want_the_PIN_once()
    {
        using CardInReader card = Make("9C", "AA0102");

        card.Verify();
        Apply(card, "11", "9C", "81", new byte[32]);
        Apply(card, "11", "9C", "81", new byte[32]);
    }

    [Theory]
    [InlineData(CardTouch.Refused)]
    [InlineData(CardTouch.TimedOut)]
    public void Without_the_touch_that_it_wants_a_key_does_nothing(CardTouch touch)
    {
        using CardInReader card = Make("9E", "AB0102", CardInReader.Options with { Touch = touch });

        Assert.Equal("6982", Ask(card, "11", "9E", "81", new byte[32]));
        Assert.Equal(1, card.Card.TouchesWanted);
    }

    [Fact]
    public void Each_use_wants_a_touch_of_its_own()
    {
        using CardInReader card = Make("9E", "AB0102");

        Apply(card, "11", "9E", "81", new byte[32]);
        Apply(card, "11", "9E", "81", new byte[32]);

        Assert.Equal(2, card.Card.TouchesWanted);
    }

    [Fact]
    public void A_cached_touch_holds_for_15_seconds()
    {
        var clock = new ManualTime();
        using CardInReader card = Make("9E", "AB0103", CardInReader.Options with { Clock = clock });

        Apply(card, "11", "9E", "81", new byte[32]);
        clock.Advance(TimeSpan.FromSeconds(14));
        Apply(card, "11", "9E", "81", new byte[32]);
        Assert.Equal(1, card.Card.TouchesWanted);
        clock.Advance(TimeSpan.FromSeconds(2));
        Apply(card, "11", "9E", "81", new byte[32]);
        Assert.Equal(2, card.Card.TouchesWanted);
    }

    /// <summary>The PIN comes first: who has it not is not asked to touch.</summary>
    [Fact]
    public void No_touch_is_wanted_of_who_has_not_the_PIN()
    {
        using CardInReader card = Make("9A", "AB0102");

        Assert.Equal("6982", Ask(card, "11", "9A", "81", new byte[32]));

        Assert.Equal(0, card.Card.TouchesWanted);
    }

    private static CardInReader Make(string slot, string policies, VirtualCardOptions? options = null)
    {
        var card = CardInReader.Administrated(options);
        Assert.EndsWith("9000", card.SendLong("4700" + slot, Template(policies)), StringComparison.Ordinal);
        return card;
    }

    private static string Template(string policies) => $"AC{Length(3 + (policies.Length / 2))}800111{policies}";

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
