namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>SP 800-73-4 Part 2, 3.1.1.</summary>
public sealed class SelectTests
{
    private const string Template = "611B4F0BA00000030800001000010079074F05A0000003085003504956";

    [Theory]
    [InlineData("00A404000BA00000030800001000010000")]
    [InlineData("00A4040009A0000003080000100000")]
    [InlineData("00A4040005A00000030800")]
    public void Full_and_right_truncated_AID_give_the_property_template_with_the_full_AID(string select)
    {
        using var card = new CardInReader();

        card.Expect(Template + "9000", select);
    }

    [Fact]
    public void Before_it_is_selected_the_application_has_no_commands()
    {
        using var card = new CardInReader();

        card.Expect("6D00", "0020008000");
        card.Expect("6D00", "00CB3FFF055C035FC10200");
    }

    [Fact]
    public void Another_AID_is_not_found_and_leaves_selection_and_security_status_as_they_are()
    {
        using var card = CardInReader.Selected();
        card.Verify();

        card.Expect("6A82", "00A4040008A00000000300000000");

        card.Expect("9000", "00200080");
    }

    [Fact]
    public void Selecting_it_again_leaves_the_security_status_as_it_is()
    {
        using var card = CardInReader.Administrated();
        card.Verify();

        card.Select();

        card.Expect("9000", "00200080");
        card.Expect("9000", "00DB3FFF075C035FC1025300");
    }

    [Fact]
    public void Only_selection_of_the_first_occurrence_by_name_is_there()
    {
        using var card = new CardInReader();

        card.Expect("6A86", "00A4000009A0000003080000100000");
        card.Expect("6A86", "00A4040409A0000003080000100000");
    }
}
