using System.CommandLine;
using TempCardIssuance.Cli.Commands;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;

namespace TempCardIssuance.Tests.Cli;

/// <summary>
/// What programs read: names, types and order of what --json gives. Where that should change, TEMPCARD_APPROVE=1 writes
/// the samples anew, and their difference is what to tell in CHANGELOG.
/// </summary>
public sealed class JsonSampleTests(JsonSamples samples) : IClassFixture<JsonSamples>
{
    public static TheoryData<string> Names => [.. JsonScenario.Steps.Select(step => step.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_command_gives_what_was_approved(string name) =>
        Assert.Equal(JsonSamples.Read(name), samples.Today(name));

    [Fact]
    public void No_sample_is_left_of_what_is_not_run() =>
        Assert.Equal(JsonScenario.Steps.Select(step => step.Name).Order(), JsonSamples.Approved.Order());

    [Fact]
    public void Every_command_has_a_sample()
    {
        var host = new CommandHost(
            new Terminal { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null }, new GlobalOptions());
        string[] runs = [.. JsonScenario.Steps.Select(step => $"{step.Arguments} ")];

        Assert.All(
            Verbs(TempCardCommand.Create(host), ""),
            verb => Assert.Contains(runs, run => run.StartsWith($"{verb} ", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Verbs(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(sub => Verbs(sub, $"{path} {sub.Name}".TrimStart()));
}
