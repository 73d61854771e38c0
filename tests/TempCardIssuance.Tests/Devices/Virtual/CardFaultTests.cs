using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Virtual;

public sealed class CardFaultTests
{
    private static readonly string[] Job =
    [
        CardInReader.SelectPiv,
        CardInReader.VerifyPin,
        "0024008010313233343536FFFF3837363534333231",
        "10870A9B027C02",
        "00870A9B02800000",
        "00CB3FFF035C017E",
        "00C0000014",
    ];

    [Fact]
    public void The_card_is_gone_from_the_APDU_at_which_it_is_removed_for_every_one_of_them()
    {
        for (int at = 1; at <= Job.Length; at++)
        {
            using var card = new CardInReader(CardInReader.Options with { Faults = [new RemovalFault(at)] });
            foreach (string command in Job[..(at - 1)])
                Assert.Matches("(9000|61..)$", card.Send(command));

            Assert.Equal(ErrorIds.CardRemoved, Refusal(() => card.Send(Job[at - 1])));
            Assert.Equal(ErrorIds.CardRemoved, Refusal(() => card.Send(CardInReader.SelectPiv)));
            Assert.Equal(ErrorIds.CardRemoved, Refusal(card.Connection.Reset));
            Assert.Equal(ErrorIds.CardRemoved, Refusal(card.Card.Connect));
            Assert.Equal(at, card.Card.ApduCount);
            Assert.False(card.Card.IsInserted);
        }
    }

    [Fact]
    public void The_command_at_which_the_card_is_removed_has_no_effect_and_those_before_keep_theirs()
    {
        using var card = new CardInReader(CardInReader.Options with { Faults = [new RemovalFault(4)] });
        card.Select();
        card.Expect("9000", "0024008010313233343536FFFF3837363534333231");
        card.Expect("63C2", "0020008008313233343536FFFF");

        Assert.Equal(ErrorIds.CardRemoved, Refusal(() => card.Send("0020008008313233343536FFFF")));

        card.Reinsert();
        card.Expect("63C2", "00200080");
        card.Expect("9000", "00200080083837363534333231");
    }

    [Fact]
    public void A_connection_stays_dead_when_the_card_comes_back()
    {
        using var card = new CardInReader();
        card.Select();
        VirtualCardConnection old = card.Connection;

        card.Reinsert();

        Assert.Equal(ErrorIds.CardRemoved, Refusal(() => old.Transmit(Convert.FromHexString("00200080"))));
        card.Expect("63C3", "00200080");
    }

    [Fact]
    public void A_second_connection_takes_the_card_from_the_first()
    {
        using var card = new CardInReader();
        card.Select();

        using VirtualCardConnection second = card.Card.Connect();

        Assert.Equal(ErrorIds.CardRemoved, Refusal(() => card.Send("00200080")));
        card.Connection.Dispose();
        Assert.Equal([0x6D, 0x00], second.Transmit(Convert.FromHexString("00200080")));
    }

    [Fact]
    public void A_disposed_connection_has_no_card()
    {
        using var card = new CardInReader();
        card.Connection.Dispose();

        Assert.Equal(ErrorIds.CardRemoved, Refusal(card.Select));
    }

    [Fact]
    public void A_status_word_comes_instead_of_the_command_once()
    {
        using var card = new CardInReader(
            CardInReader.Options with { Faults = [new StatusWordFault(2, 0x6581), new StatusWordFault(4, 0x6F00)] });
        card.Select();

        card.Expect("6581", "0020008008303030303030FFFF");
        card.Expect("63C3", "00200080");
        card.Expect("6F00", "00200080");
        card.Expect("63C3", "00200080");
    }

    [Fact]
    public void Faults_count_chained_blocks_and_GET_RESPONSE_over_all_connections()
    {
        using var card = new CardInReader(CardInReader.Options with { Faults = [new StatusWordFault(8, 0x6F00)] });
        card.Select();
        card.Expect("9000", "10870A9B027C02");
        Assert.StartsWith("7C128110", card.Send("00870A9B02810000"), StringComparison.Ordinal);
        card.Expect("7E6113", "00CB3FFF035C017E01");
        card.Expect("124F0BA000610E", "00C0000005");
        card.Reinsert();
        card.Expect("63C3", "00200080");

        card.Expect("6F00", "00200080");
    }

    private static string Refusal(Action action) => Assert.Throws<TempCardException>(action).ErrorId;

    private static string Refusal(Func<object> action) => Assert.Throws<TempCardException>(action).ErrorId;
}
