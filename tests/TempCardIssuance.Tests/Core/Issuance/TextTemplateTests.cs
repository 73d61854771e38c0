using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Tests.Core.Issuance;

public sealed class TextTemplateTests
{
    [Theory]
    [InlineData("T-00001")]
    [InlineData("Smith, John + Co; \"x\" <y> = \\z")]
    [InlineData("#leading")]
    [InlineData(" edges ")]
    [InlineData("日本語 🙂")]
    public void A_value_stays_one_attribute_whatever_it_holds(string value)
    {
        string name = TextTemplate.FillName(
            "CN={who},O=Desk", new Dictionary<string, string>(StringComparer.Ordinal) { ["who"] = value });
        var parsed = new X500DistinguishedName(name);
        var relative = parsed.EnumerateRelativeDistinguishedNames().ToList();
        Assert.Equal(2, relative.Count);
        Assert.Contains(relative, r => r.GetSingleElementValue() == value);
    }

    [Fact]
    public void Attributes_stay_in_the_order_of_the_template()
    {
        string name = TextTemplate.FillName(
            "CN={who},OU=Desk,O=Example",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["who"] = "T-00001" });

        Assert.Equal(
            new X500DistinguishedName("CN=T-00001,OU=Desk,O=Example").RawData, new X500DistinguishedName(name).RawData);
    }

    [Fact]
    public void A_missing_field_is_named()
    {
        TempCardException error = Assert.Throws<TempCardException>(
            () => TextTemplate.FillName("CN={upn}", new Dictionary<string, string>(StringComparer.Ordinal)));
        Assert.Equal(ErrorIds.FieldMissing, error.ErrorId);
        Assert.Equal("upn", error.Target);
    }

    [Fact]
    public void Placeholders_are_found() =>
        Assert.Equal(["cardNumber", "site"], TextTemplate.Placeholders("CN=Card {cardNumber},L={site},O={},OU={1x}"));

    [Fact]
    public void A_placeholder_has_any_name_that_a_layout_can_have()
    {
        string name = TextTemplate.FillName(
            "CN={Straße},OU={Cost-Center No. 2 }",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Straße"] = "x", ["Cost-Center No. 2"] = "y" });

        Assert.Equal(new X500DistinguishedName("CN=x,OU=y").RawData, new X500DistinguishedName(name).RawData);
    }
}
