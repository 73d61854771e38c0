using System.Text.Json;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

/// <summary>What can be told from the command line alone, before there is a configuration.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("isue")]
    [InlineData("complete")]
    [InlineData("history --since T-00001")]
    [InlineData("certificates --bogus")]
    [InlineData("request new")]
    [InlineData("request new --amount 1 --number T-1")]
    [InlineData("request new --number T-1 --pattern T-{0:000}")]
    [InlineData("request")]
    [InlineData("request new --pattern T-{0:000}")]
    [InlineData("request new --amount 0 --pattern T-{0:000}")]
    [InlineData("request new --amount 100001 --pattern T-{0:000}")]
    [InlineData("request new --number T-1 --priority 10")]
    [InlineData("requests --min-priority 10")]
    [InlineData("face --dpi 71")]
    [InlineData("face --dpi 2401")]
    [InlineData("extend T-1 --days 3651")]
    [InlineData("request new --amount 1 --pattern T-{0:000} --field no-value")]
    [InlineData("request new --amount 1 --pattern T-{0:000} --field a=1 --field A=2")]
    [InlineData("requests --from tomorrow")]
    [InlineData("requests --order sideways")]
    [InlineData("requests --skip -1")]
    [InlineData("cards --state broken")]
    [InlineData("cards --state 1")]
    [InlineData("store backup ")]
    [InlineData("config new ")]
    [InlineData("request import ")]
    [InlineData("requests --site ")]
    [InlineData("issue --number * --pin-length six")]
    [InlineData("issue --number * --certificate authentication --no-certificates")]
    public async Task What_is_not_understood_is_a_usage_error_and_changes_nothing(string line)
    {
        Outcome outcome = await Tempcard.RunAsync(line.Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Out);
        Assert.Contains($"[{ErrorIds.UsageInvalid}]", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--help'", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_tells_message_id_and_remedy()
    {
        Outcome outcome = await Tempcard.RunAsync("requests", "--order", "sideways");

        Assert.Equal(
            $"""
            tempcard: 'sideways' is none of Priority, Oldest, Newest, Number. [{ErrorIds.UsageInvalid}]
              See 'tempcard requests --help'.

            """,
            outcome.Error,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task An_error_is_one_json_object_where_json_is_asked_for()
    {
        Outcome outcome = await Tempcard.RunAsync("requests", "--order", "sideways", "--json");

        JsonElement error = Assert.Single(outcome.Events).GetProperty("error");
        Assert.Equal(ErrorIds.UsageInvalid, error.GetProperty("id").GetString());
        Assert.Equal("InvalidArgument", error.GetProperty("kind").GetString());
        Assert.Equal("See 'tempcard requests --help'.", error.GetProperty("remedy").GetString());
    }

    [Fact]
    public async Task Issuing_without_naming_cards_or_searching_is_refused()
    {
        Outcome outcome = await Tempcard.RunAsync("issue", "--pin-length", "8");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"[{ErrorIds.NoCards}]", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("requests")]
    [InlineData("issue T-00001")]
    [InlineData("stations")]
    [InlineData("config test")]
    [InlineData("config show")]
    public async Task A_missing_configuration_is_told_with_the_verb_that_makes_one(string line)
    {
        string missing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        Outcome outcome = await Tempcard.RunAsync([.. line.Split(' '), "--config", missing]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"[{ErrorIds.ConfigurationMissing}]", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("tempcard config new", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_arguments_it_shows_help_and_does_not_claim_to_have_done_anything()
    {
        Outcome outcome = await Tempcard.RunAsync();

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("resume <batch>", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("issue --help")]
    [InlineData("request import --help")]
    [InlineData("--version")]
    public async Task Help_and_version_are_no_errors(string line)
    {
        Outcome outcome = await Tempcard.RunAsync(line.Split(' '));

        Assert.Equal(0, outcome.ExitCode);
        Assert.NotEmpty(outcome.Out);
    }
}
