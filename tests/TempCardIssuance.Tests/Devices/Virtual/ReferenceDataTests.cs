namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>SP 800-73-4 Part 2, 3.2.2 and 3.2.3.</summary>
public sealed class ReferenceDataTests
{
    private const string Pin = "313233343536FFFF";
    private const string NewPin = "3837363534333231";
    private const string WrongPin = "303030303030FFFF";
    private const string Puk = "3132333435363738";
    private const string WrongPuk = "3132333435363739";

    [Fact]
    public void Changing_the_PIN_verifies_it_and_sets_the_counter_back()
    {
        using var card = CardInReader.Selected();
        card.Expect("63C2", "0020008008" + WrongPin);

        card.Expect("9000", "0024008010" + Pin + NewPin);

        card.Expect("9000", "00200080");
        card.Expect("9000", "0020FF80");
        card.Expect("63C3", "00200080");
        card.Expect("63C2", "0020008008" + Pin);
        card.Expect("9000", "0020008008" + NewPin);
    }

    [Fact]
    public void A_wrong_current_PIN_counts_down_and_changes_nothing()
    {
        using var card = CardInReader.Selected();
        card.Verify();

        card.Expect("63C2", "0024008010" + WrongPin + NewPin);

        card.Expect("63C2", "00200080");
        card.Expect("9000", "0020008008" + Pin);
    }

    [Theory]
    [InlineData("0024008010" + Pin + "31323334FFFFFFFF")]
    [InlineData("0024008010" + "31323334FFFFFFFF" + NewPin)]
    [InlineData("002400800E" + "313233343536" + NewPin)]
    [InlineData("002400810F" + Puk + "31323334353637")]
    [InlineData("002C008010" + Puk + "3132333435FFFFFF")]
    [InlineData("002C00800E" + Puk + "313233343536")]
    public void Malformed_values_are_incorrect_data_and_cost_no_try(string command)
    {
        using var card = CardInReader.Selected();

        card.Expect("6A80", command);

        card.Expect("63C3", "00200080");
        card.Expect("0101FF050101060203039000", "00F7008100");
    }

    [Fact]
    public void A_PUK_is_any_8_bytes()
    {
        using var card = CardInReader.Selected();
        const string binary = "00FF41FF80015AFF";

        card.Expect("9000", "0024008110" + Puk + binary);

        card.Expect("63C2", "0024008110" + Puk + binary);
        card.Expect("9000", "002C008010" + binary + Pin);
    }

    [Fact]
    public void The_PUK_replaces_a_blocked_PIN_but_does_not_verify_it()
    {
        using var card = CardInReader.Selected();
        Block(card, "0020008008" + WrongPin);
        card.Expect("6983", "0024008010" + Pin + NewPin);
        card.Expect("63C2", "002C008010" + WrongPuk + NewPin);

        card.Expect("9000", "002C008010" + Puk + NewPin);

        card.Expect("63C3", "00200080");
        card.Expect("9000", "0020008008" + NewPin);
        card.Expect("63C2", "002C008010" + WrongPuk + NewPin);
    }

    [Fact]
    public void A_wrong_PUK_takes_the_verification_of_the_PIN_back_and_the_right_one_leaves_it()
    {
        using var card = CardInReader.Selected();
        card.Verify();
        card.Expect("9000", "002C008010" + Puk + NewPin);
        card.Expect("9000", "00200080");

        card.Expect("63C2", "002C008010" + WrongPuk + NewPin);

        card.Expect("63C3", "00200080");
    }

    [Fact]
    public void A_blocked_PUK_can_neither_be_changed_nor_reset_the_PIN()
    {
        using var card = CardInReader.Selected();
        Block(card, "0020008008" + WrongPin);
        Block(card, "002C008010" + WrongPuk + NewPin);

        card.Expect("6983", "002C008010" + Puk + NewPin);
        card.Expect("6983", "0024008110" + Puk + NewPin);
        card.Expect("63C0", "00200080");
    }

    [Theory]
    [InlineData("0024009B10", "6A88")]
    [InlineData("0024000010", "6A88")]
    [InlineData("0024018010", "6A86")]
    [InlineData("002C008110", "6A88")]
    [InlineData("002C018010", "6A86")]
    public void There_are_no_other_references(string header, string status)
    {
        using var card = CardInReader.Selected();

        card.Expect(status, header + Puk + NewPin);
    }

    [Fact]
    public void Tries_are_those_of_the_options()
    {
        using var card =
            CardInReader.Selected(CardInReader.Options with { PinTries = 8, PukTries = 5 });

        card.Expect("63C8", "00200080");
        card.Expect("63C4", "002C008010" + WrongPuk + NewPin);
    }

    private static void Block(CardInReader card, string command)
    {
        card.Expect("63C2", command);
        card.Expect("63C1", command);
        card.Expect("63C0", command);
        card.Expect("6983", command);
    }
}
