using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Core;

/// <summary>What hints say can be copied into a shell.</summary>
public sealed class ShellTextTests
{
    private static readonly string[] Values =
        ["T-00001", "Front Desk", "it's", "a,b", "$HOME", "`id`", "$(id)", "a;b", "\"x\"", @"\", "ü", "-x", "*"];

    [ToolFact("sh")]
    public async Task Shell_takes_each_as_it_is()
    {
        foreach (string value in Values)
        {
            string all = $"printf %s {ShellText.QuotedPosix(value)} {ShellText.OfSystem(value)}";
            Assert.Equal(value + value, await Tool.RunAsync("sh", "-c", all));
        }
    }

    [Fact]
    public void Hints_quote_the_values_of_operations()
    {
        Assert.Equal("Resume-CardBatch B-000001", OperationWords.OfCmdlets.Of(Operation.Resume.On("B-000001")));
        Assert.EndsWith(" 'Franz'' Desk'", OperationWords.OfCmdlets.Of(Operation.TestStations.On("Franz' Desk")));
        Assert.EndsWith(
            " <card>", OperationWords.OfCmdlets.Of(Operation.Repeat.With(Parameter.CardNumber, "<card>")));
    }
}
