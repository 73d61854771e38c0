using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Tests.Cli;

public sealed class CommandWordingTests
{
    [Theory]
    [InlineData("Resume-CardBatch B-000001.", "tempcard resume B-000001.")]
    [InlineData(
        "Repeat-CardProduction B-000001 -CardNumber T-00001.", "tempcard repeat B-000001 --number T-00001.")]
    [InlineData(
        "Complete-CardBatch B-000001 -ReleaseFailed; wait.", "tempcard complete B-000001 --release-failed; wait.")]
    [InlineData("Station desk-1 and card T-Card-1 stay.", "Station desk-1 and card T-Card-1 stay.")]
    public void Cmdlets_and_their_parameters_become_verbs_and_options(string text, string expected) =>
        Assert.Equal(expected, CommandWording.Of(text));

    [Fact]
    public void Every_cmdlet_that_a_text_of_the_product_names_has_a_verb()
    {
        string[] named = [.. Texts().SelectMany(t => Values(CommandWording.Cmdlet(), t)).Distinct()];

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(CommandWording.Verbs.Keys));
    }

    [Fact]
    public void Every_parameter_that_a_text_of_the_product_names_has_an_option()
    {
        string[] named = [.. Texts().SelectMany(t => Values(CommandWording.Parameter(), t)).Distinct()];

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(CommandWording.Options.Keys));
    }

    public static TheoryData<string> Verbs => [.. CommandWording.Verbs.Values.Distinct()];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_that_is_proposed_exists(string verb)
    {
        Outcome outcome = await Tempcard.RunAsync([.. verb.Split(' '), "--help"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains($" {verb.Split(" --")[0]} ", outcome.Out, StringComparison.Ordinal);
    }

    /// <summary>The string literals of the assemblies whose messages reach an operator.</summary>
    private static IEnumerable<string> Texts() =>
        new[] { "Core", "Devices", "Infrastructure", "Composition" }
            .Select(layer => Path.Combine(AppContext.BaseDirectory, $"TempCardIssuance.{layer}.dll"))
            .Append(typeof(CommandWording).Assembly.Location)
            .SelectMany(Literals);

    private static List<string> Literals(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        var literals = new List<string>();
        UserStringHandle handle = MetadataTokens.UserStringHandle(1);
        while (!handle.IsNil)
        {
            literals.Add(metadata.GetUserString(handle));
            handle = metadata.GetNextHandle(handle);
        }

        return literals;
    }

    private static IEnumerable<string> Values(Regex expression, string text) =>
        expression.Matches(text).Select(match => match.Value);
}
