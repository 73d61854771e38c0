using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Infrastructure.Import;

namespace TempCardIssuance.Tests.Infrastructure.Import;

public sealed class RequestObjectsTests
{
    [Fact]
    public void Each_object_brings_its_own_names()
    {
        ImportResult result = RequestObjects.Read(
        [
            Object(("Number", "T-1"), ("Priority", "5"), ("costCenter", "4110")),
            Object(("Site", "Bern"), ("CardNumber", "T-2")),
        ]);

        Assert.Empty(result.Problems);
        Assert.Equal(["T-1", "T-2"], result.Requests.Select(r => r.CardNumber));
        CardRequest first = result.Requests[0];
        Assert.Equal((5, "4110"), (first.Priority, first.Fields["CostCenter"]));
        Assert.Equal("Bern", result.Requests[1].Site);
    }

    [Fact]
    public void Problems_name_the_object_and_the_good_ones_are_given()
    {
        ImportResult result = RequestObjects.Read(
        [
            Object(("CardNumber", "T-1")),
            Object(("Site", "Bern")),
            Object(("CardNumber", "t-1")),
            Object(("CardNumber", "T-4"), ("Priority", "10")),
            Object(("CardNumber", "T-5")),
        ]);

        Assert.Equal(["T-1", "T-5"], result.Requests.Select(r => r.CardNumber));
        Assert.Equal(
            [(2, "CardNumber"), (3, "CardNumber"), (4, "Priority")],
            result.Problems.Select(p => (p.Line, p.Column!)));
    }

    [Fact]
    public void A_field_can_not_have_the_name_of_a_value_that_every_card_has()
    {
        ImportResult result = RequestObjects.Read(
        [
            Object(("CardNumber", "T-1"), ("ValidUntil", "2030-01-01")),
            Object(("CardNumber", "T-2"), ("batch", "B-7")),
            Object(("CardNumber", "T-3"), ("validUntil", "")),
        ]);

        Assert.Equal(["T-3"], result.Requests.Select(r => r.CardNumber));
        Assert.Equal([(1, "ValidUntil"), (2, "batch")], result.Problems.Select(p => (p.Line, p.Column!)));
    }

    [Fact]
    public void Objects_keep_to_the_same_rules_as_rows()
    {
        ImportResult result = RequestObjects.Read(
        [
            Object(("Card Number", "T-1"), ("Site", "Ba\u001b[31msel")),
            Object(("CardNumber", "T-2"), ("UPN", "hans")),
            Object(("CardNumber", "T-3"), ("Sid", "S-1-garbage")),
            Object(("card_number", "T-4")),
        ]);

        Assert.Equal(["T-4"], result.Requests.Select(r => r.CardNumber));
        Assert.Equal([(1, "Site"), (2, "UPN"), (3, "Sid")], result.Problems.Select(p => (p.Line, p.Column!)));
    }

    private static Dictionary<string, string> Object(params (string Name, string Value)[] values) =>
        values.ToDictionary(v => v.Name, v => v.Value, StringComparer.OrdinalIgnoreCase);
}
