namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>SP 800-73-4 Part 2, 3.2.1 and 2.4.3.</summary>
public sealed class VerifyTests
{
    private const string Wrong = "0020008008363534333231FFFF";

    [Fact]
    public void Without_data_it_tells_the_tries_left_and_then_that_verification_is_not_needed()
    {
        using var card = CardInReader.Selected();

        card.Expect("63C3", "00200080");
        card.Expect("63C3", "00200080");
        card.Verify();
        card.Expect("9000", "00200080");
    }

    [Fact]
    public void Wrong_PINs_count_down_until_even_the_right_one_is_refused()
    {
        using var card = CardInReader.Selected();

        card.Expect("63C2", Wrong);
        card.Expect("63C1", Wrong);
        card.Expect("63C0", Wrong);
        card.Expect("6983", CardInReader.VerifyPin);
        card.Expect("63C0", "00200080");
    }

    [Fact]
    public void The_right_PIN_sets_the_counter_back()
    {
        using var card = CardInReader.Selected();
        card.Expect("63C2", Wrong);

        card.Verify();
        card.Expect("9000", "0020FF80");

        card.Expect("63C3", "00200080");
    }

    [Fact]
    public void A_wrong_PIN_takes_the_verification_back()
    {
        using var card = CardInReader.Selected();
        card.Verify();

        card.Expect("63C2", Wrong);

        card.Expect("63C2", "00200080");
    }

    [Theory]
    [InlineData("0020008008 3132333435FFFFFF")]
    [InlineData("0020008008 31323334353AFFFF")]
    [InlineData("0020008008 313233343536FF37")]
    [InlineData("0020008008 FFFFFFFFFFFFFFFF")]
    [InlineData("0020008006 313233343536")]
    [InlineData("0020008009 313233343536FFFFFF")]
    public void What_is_no_padded_PIN_of_6_to_8_digits_is_incorrect_data_and_costs_no_try(string command)
    {
        using var card = CardInReader.Selected();
        card.Verify();

        card.Expect("6A80", command.Replace(" ", "", StringComparison.Ordinal));

        card.Expect("9000", "00200080");
    }

    [Fact]
    public void P1_FF_takes_the_verification_back_and_takes_no_data()
    {
        using var card = CardInReader.Selected();
        card.Verify();
        card.Expect("6A80", "0020FF8008313233343536FFFF");
        card.Expect("9000", "00200080");

        card.Expect("9000", "0020FF80");

        card.Expect("63C3", "00200080");
    }

    [Theory]
    [InlineData("00200000", "6A88")]
    [InlineData("00200081", "6A88")]
    [InlineData("00200096", "6A88")]
    [InlineData("00200180", "6A86")]
    public void There_is_no_other_key_reference_and_no_other_P1(string command, string status)
    {
        using var card = CardInReader.Selected();

        card.Expect(status, command);
    }
}
