using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Iso7816;

public sealed class ChannelTests
{
    private static readonly string Block = string.Concat(Enumerable.Repeat("AA", 255));

    private static CommandApdu LongCommand => new(0x00, 0xDB, 0x3F, 0xFF)
    {
        Data = Convert.FromHexString(Block + "AAAA"),
    };

    [Fact]
    public void A_long_command_is_cut_into_a_chain()
    {
        using var card = new ScriptedConnection($"10DB3FFF FF {Block} => 9000", "00DB3FFF 02 AAAA => 9000");

        ResponseApdu response = new ChainingChannel(new ConnectionChannel(card), extendedLength: false)
            .Transmit(LongCommand);

        Assert.True(response.IsSuccess);
        Assert.True(card.IsDone);
    }

    [Fact]
    public void A_chain_ends_at_the_first_error()
    {
        using var card = new ScriptedConnection($"10DB3FFF FF {Block} => 6982");

        ResponseApdu response = new ChainingChannel(new ConnectionChannel(card), extendedLength: false)
            .Transmit(LongCommand);

        Assert.Equal(StatusWord.SecurityStatusNotSatisfied, response.Status);
    }

    [Fact]
    public void Extended_length_is_given_up_for_good_when_the_card_refuses_it()
    {
        using var card = new ScriptedConnection(
            $"00DB3FFF 000101 {Block}AAAA => 6700",
            $"10DB3FFF FF {Block} => 9000",
            "00DB3FFF 02 AAAA => 9000",
            "00CB3FFF 00 => 9000");
        var channel = new ChainingChannel(new ConnectionChannel(card), extendedLength: true);

        Assert.True(channel.Transmit(LongCommand).IsSuccess);
        channel.Transmit(new CommandApdu(0x00, 0xCB, 0x3F, 0xFF) { ExpectedLength = CommandApdu.MaxExtendedResponse });

        Assert.True(card.IsDone);
    }

    [Fact]
    public void A_response_in_pieces_is_put_together()
    {
        using var card = new ScriptedConnection(
            "00CB3FFF 00 => 0102 6100", "00C00000 00 => 0304 6101", "00C00000 01 => 05 9000");

        ResponseApdu response = new GetResponseChannel(new ConnectionChannel(card))
            .Transmit(new CommandApdu(0x00, 0xCB, 0x3F, 0xFF) { ExpectedLength = 256 });

        Assert.Equal("0102030405", Convert.ToHexString(response.Data.Span));
        Assert.True(response.IsSuccess);
    }

    [Fact]
    public void A_command_is_sent_again_with_the_length_the_card_asks_for()
    {
        using var card = new ScriptedConnection("00F80000 00 => 6C04", "00F80000 04 => 0012AB34 9000");

        ResponseApdu response = new GetResponseChannel(new ConnectionChannel(card))
            .Transmit(new CommandApdu(0x00, 0xF8, 0x00, 0x00) { ExpectedLength = 256 });

        Assert.Equal("0012AB34", Convert.ToHexString(response.Data.Span));
    }

    [Fact]
    public void Secret_data_is_masked_in_a_trace_and_other_data_shown()
    {
        using var card = new ScriptedConnection("00200080 02 3132 => 9000", "00CB3FFF 02 3132 => 3334 9000");
        var lines = new List<string>();
        var channel = new TracingChannel(new ConnectionChannel(card), lines.Add);

        channel.Transmit(new CommandApdu(0x00, 0x20, 0x00, 0x80) { Data = "12"u8.ToArray(), IsSecret = true });
        channel.Transmit(new CommandApdu(0x00, 0xCB, 0x3F, 0xFF) { Data = "12"u8.ToArray() });

        Assert.Equal(
            ["> 00 20 00 80 (2 bytes masked) Le 0", "< - 9000", "> 00 CB 3F FF 3132 Le 0", "< 3334 9000"], lines);
    }

    [Fact]
    public void Every_command_on_the_connection_is_counted()
    {
        using var card = new ScriptedConnection($"10DB3FFF FF {Block} => 9000", "00DB3FFF 02 AAAA => 9000");
        var counter = new ConnectionChannel(card);

        new ChainingChannel(counter, extendedLength: false).Transmit(LongCommand);

        Assert.Equal(2, counter.Commands);
    }

    [Fact]
    public void An_answer_without_status_word_is_a_card_error()
    {
        using var card = new ScriptedConnection("00200080 => 90");

        TempCardException error = Assert.Throws<TempCardException>(
            () => new ConnectionChannel(card).Transmit(new CommandApdu(0x00, 0x20, 0x00, 0x80)));

        Assert.Equal(ErrorIds.CardError, error.ErrorId);
    }
}
