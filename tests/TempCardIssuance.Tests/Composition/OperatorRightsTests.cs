using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;

namespace TempCardIssuance.Tests.Composition;

/// <summary>issuance.operatorMay: what an operator may choose, whoever asks.</summary>
public sealed class OperatorRightsTests
{
    private const string TwoDesks =
        """
        - { name: desk-1, reader: virtual, cards: 100, printer: files }
          - { name: desk-2, reader: virtual, cards: 100, printer: files }
        """;

    [Theory]
    [InlineData("pinLength: false", "pinLength")]
    [InlineData("minPinLength: 6", "pinLength")]
    [InlineData("pukLength: false", "pukLength")]
    [InlineData("encode: false", "encode")]
    [InlineData("certificates: false", "certificates")]
    [InlineData("print: false", "print")]
    [InlineData("stations: false", "stations")]
    public async Task An_option_that_is_not_the_operator_s_is_refused_and_nothing_is_claimed(string right, string option)
    {
        await using Workshop workshop = With(right);
        string[] cards = await workshop.RequestAsync(1);
        var request = new IssuanceRequest { CardNumbers = cards };
        request = option switch
        {
            "pinLength" when right.StartsWith("min", StringComparison.Ordinal) => request with { PinLength = 4 },
            "pinLength" => request with { PinLength = 8 },
            "pukLength" => request with { PukLength = 6 },
            "encode" => request with { Encode = false },
            "certificates" => request with { Certificates = [] },
            "print" => request with { Print = false },
            _ => request with { Stations = ["desk-2"] },
        };

        TempCardException refused =
            await Assert.ThrowsAsync<TempCardException>(() => workshop.IssueAsync(request));

        Assert.Equal((ErrorIds.OptionNotPermitted, option), (refused.ErrorId, refused.Target));
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));
    }

    [Fact]
    public async Task What_the_configuration_says_can_be_said_again()
    {
        await using Workshop workshop = With(
            "pinLength: false, pukLength: false, encode: false, certificates: false, print: false, stations: false");
        BatchOptions defaults = workshop.Session.Settings.Defaults;

        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest
        {
            CardNumbers = await workshop.RequestAsync(1),
            PinLength = defaults.PinLength,
            PukLength = defaults.PukLength,
            Encode = true,
            Print = true,
            Certificates = [.. defaults.Certificates.Reverse().Select(name => name.ToUpperInvariant())],
            Stations = ["desk-2", "DESK-1"],
        });

        Assert.Equal(BatchState.Produced, batch.State);
    }

    [Fact]
    public void Bounds_that_the_configuration_itself_does_not_keep_are_a_mistake_of_it()
    {
        TempCardException wrong = Assert.Throws<TempCardException>(() => With("minPinLength: 7"));

        Assert.Equal(ErrorIds.ConfigurationInvalid, wrong.ErrorId);
    }

    private static Workshop With(string rights) =>
        new(TwoDesks, ("\nissuance:\n", $"\nissuance:\n  operatorMay: {{ {rights} }}\n"));
}
