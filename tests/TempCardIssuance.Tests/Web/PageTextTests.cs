using System.Globalization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Web.Words;

namespace TempCardIssuance.Tests.Web;

/// <summary>All texts of the page stand in one file.</summary>
public sealed class PageTextTests
{
    [Fact]
    public void Every_operation_and_parameter_has_words_of_the_page()
    {
        Assert.All(Operation.All, o => Assert.NotEqual(o.Name, PageWords.Operations.Of(o)));
        Assert.All(Parameter.All, p => Assert.NotEqual(p.Name, PageWords.Operations.Of(p)));
    }

    [Theory]
    [InlineData(typeof(CardState), "State")]
    [InlineData(typeof(BatchState), "Batch")]
    [InlineData(typeof(CardOrder), "Order")]
    public void Every_value_of_what_is_shown_has_a_text(Type values, string prefix) => Assert.All(
        Enum.GetNames(values),
        name => Assert.NotNull(Texts.ResourceManager.GetString(prefix + name, CultureInfo.InvariantCulture)));

    /// <summary>What is clicked leads to a page that there is.</summary>
    [Fact]
    public void What_an_operator_does_has_a_place()
    {
        Operation[] here =
        [
            Operation.NewRequest, Operation.ImportRequest, Operation.RemoveRequest, Operation.FindRequested,
            Operation.Issue, Operation.FindBatches, Operation.Complete, Operation.Repeat, Operation.Cancel,
            Operation.Resume, Operation.Grant, Operation.Extend, Operation.TakeBack, Operation.Lock, Operation.Revoke,
            Operation.FindCards, Operation.ShowHistory, Operation.ShowStations, Operation.TestStations,
        ];

        Assert.All(here, o => Assert.StartsWith("/", PageWords.Link(o.On("B-000001")), StringComparison.Ordinal));
        Assert.Equal("/batches/B-000001/complete", PageWords.Link(Operation.Complete.On("B-000001")));
        Assert.Equal("/batches", PageWords.Link(Operation.Complete.On("<batch>")));
        Assert.Equal("/cards/..%2Fx/grant", PageWords.Link(Operation.Grant.On("../x")));
    }
}
