using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Virtual;

public sealed class ExtensionTests
{
    private const string WrongPin = "0020008008303030303030FFFF";
    private const string WrongPuk = "002C0080103030303030303030313233343536FFFF";

    [Fact]
    public void Version_and_serial_number_are_told()
    {
        using var card = CardInReader.Selected();

        card.Expect("0507019000", "00FD000000");
        card.Expect("0012AB349000", "00F8000000");
    }

    [Theory]
    [InlineData("00FD000000")]
    [InlineData("00F8000000")]
    [InlineData("00F7008000")]
    [InlineData("00FA0505")]
    [InlineData("00FB0000")]
    [InlineData("00FFFFFF1B0A9B18010203040506070801020304050607080102030405060708")]
    public void A_plain_PIV_card_has_none_of_them(string command)
    {
        using var card =
            CardInReader.Administrated(CardInReader.Options with { Extensions = CardExtensions.None });
        card.Verify();

        card.Expect("6D00", command);
    }

    [Fact]
    public void Each_can_be_missing_by_itself()
    {
        using var card = CardInReader.Selected(
            CardInReader.Options with { Extensions = CardExtensions.All & ~CardExtensions.Serial });

        card.Expect("6D00", "00F8000000");
        card.Expect("0507019000", "00FD000000");
    }

    [Fact]
    public void Metadata_tells_of_PIN_and_PUK_whether_they_are_default_and_their_tries()
    {
        using var card = CardInReader.Selected();
        card.Expect("63C2", WrongPin);

        card.Expect("0101FF050101060203029000", "00F7008000");
        card.Expect("0101FF050101060203039000", "00F7008100");
        card.Expect("9000", "0024008010313233343536FFFF3635343332313131");
        card.Expect("0101FF050100060203039000", "00F7008000");
    }

    [Fact]
    public void Metadata_tells_of_keys_their_algorithm_and_policy()
    {
        using var card = CardInReader.Administrated();
        string authentication = card.Generate("9A", "11"), signature = card.Generate("9C", "14");
        string rsa = card.Generate("9E", "07");

        card.Expect("01010A020200010501019000", "00F7009B00");
        card.Expect($"0101110202020103010104 43{authentication}9000".Replace(" ", "", StringComparison.Ordinal),
            "00F7009A00");
        card.Expect($"0101140202030103010104 63{signature}9000".Replace(" ", "", StringComparison.Ordinal),
            "00F7009C00");
        Assert.Equal($"01010702020101030101048201 09{rsa}9000".Replace(" ", "", StringComparison.Ordinal),
            card.SendLong("F7009E", ""));
        card.Expect("6A88", "00F7009D00");
        card.Expect("6A86", "00F7018000");
    }

    [Fact]
    public void Setting_the_tries_takes_administrator_and_PIN_and_brings_both_values_back_to_default()
    {
        using var card = CardInReader.Selected();
        card.Expect("9000", "00240081103132333435363738" + "3837363534333231");
        card.Expect("9000", "0024008010313233343536FFFF" + "3837363534333231");
        card.Expect("6982", "00FA0506");
        card.Authenticate();
        card.Expect("9000", "0020FF80");
        card.Expect("6982", "00FA0506");
        card.Expect("9000", "00200080083837363534333231");

        card.Expect("9000", "00FA0506");

        card.Expect("63C5", "00200080");
        card.Expect("0101FF050101060206069000", "00F7008100");
        card.Verify();
    }

    [Theory]
    [InlineData("00FA0003")]
    [InlineData("00FA0300")]
    [InlineData("00FA1003")]
    [InlineData("00FA0310")]
    public void Tries_are_1_to_15(string command)
    {
        using var card = CardInReader.Administrated();
        card.Verify();

        card.Expect("6A86", command);
    }

    [Fact]
    public void Reset_needs_PIN_and_PUK_blocked_and_brings_the_factory_state_back()
    {
        using var card = CardInReader.Administrated();
        card.Generate("9E", "11");
        card.Expect("9000", "00DB3FFF085C035FC102530101");
        card.Expect("9000", "00FFFFFF13089B10" + new string('5', 32));
        card.Expect("6985", "00FB0000");
        Block(card, WrongPin);
        card.Expect("6985", "00FB0000");
        Block(card, WrongPuk);

        card.Expect("9000", "00FB0000");

        card.Expect("6982", "00DB3FFF085C035FC102530101");
        card.Expect("6A82", "00CB3FFF055C035FC10200");
        card.Expect("6A88", "00F7009E00");
        card.Expect("63C3", "00200080");
        card.Expect("0101FF050101060203039000", "00F7008100");
        card.Authenticate();
    }

    [Fact]
    public void The_administrator_sets_another_management_key()
    {
        using var card = CardInReader.Administrated();

        card.Expect("9000", "00FFFFFF230C9B20" + new string('5', 64));

        card.Expect("01010C020200010501009000", "00F7009B00");
        card.Expect("6A86", "00870A9B047C02810000");
        Assert.StartsWith("7C128110", card.Send("00870C9B047C02810000"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00FFFFFD1B0A9B18010203040506070801020304050607080102030405060708", "6A86")]
    [InlineData("00FFFFFF1B0A9A18010203040506070801020304050607080102030405060708", "6A80")]
    [InlineData("00FFFFFF1B089B18010203040506070801020304050607080102030405060708", "6A80")]
    [InlineData("00FFFFFF130A9B1001020304050607080102030405060708", "6A80")]
    [InlineData("00FFFFFF130A9B1801020304050607080102030405060708", "6A80")]
    [InlineData("00FFFFFF1B059B18010203040506070801020304050607080102030405060708", "6A80")]
    public void A_management_key_of_the_wrong_size_or_algorithm_is_refused(string command, string status)
    {
        using var card = CardInReader.Administrated();

        card.Expect(status, command);

        card.Authenticate();
    }

    [Fact]
    public void A_management_key_can_want_a_touch()
    {
        using var card = CardInReader.Administrated(CardInReader.Options with { Touch = CardTouch.Refused });

        card.Expect("9000", "00FFFFFE1B0A9B18010203040506070801020304050607080102030405060708");

        card.Expect("01010A020200020501009000", "00F7009B00");
        string challenge = card.Send("00870A9B047C02810000")[8..^4];
        card.Expect("6982", "00870A9B147C128210" + CardInReader.ProofOf(challenge));
        Assert.Equal(1, card.Card.TouchesWanted);
    }

    [Fact]
    public void Nobody_else_sets_a_management_key()
    {
        using var card = CardInReader.Selected();
        card.Verify();

        card.Expect("6982", "00FFFFFF13089B10" + new string('5', 32));
    }

    private static void Block(CardInReader card, string command)
    {
        for (int i = 2; i >= 0; i--)
            card.Expect($"63C{i}", command);
    }
}
