using System.CommandLine;
using System.Text.Json;
using TempCardIssuance.Cli.Commands;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Tests.FrontEnds;

/// <summary>
/// Every operation is in both front ends, takes the same there, and asks in both or in none. That both tell the same
/// errors is in Parity.Tests.ps1, which runs both.
/// </summary>
public sealed class ParityTests
{
    /// <summary>What is called otherwise in one of the two.</summary>
    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal)
    {
        ["batch"] = "batch-id",
        ["card-number"] = "number",
        ["requester"] = "requested-by",
        ["body"] = "body-id",
        ["file"] = "path",
        ["folder"] = "path",
        ["as-plain-text"] = "show",
    };

    /// <summary>
    /// What a shell of its own gives: the exit code, the pipeline, jobs, events on standard error, --yes.
    /// </summary>
    private static readonly string[] OfPowerShell =
    [
        "configuration", "quiet", "stream", "as-job", "pass-thru", "force", "as-yaml", "input-object", "literal-path",
    ];

    /// <summary>What is there in another form, by operation: said in the value.</summary>
    private static readonly Dictionary<string, string[]> Otherwise = new(StringComparer.Ordinal)
    {
        // -Join and its -BatchId are 'tempcard station run --batch'; what is searched for there comes through the pipe
        // here; --no-certificates is -Certificate @().
        ["Start-CardIssuance"] =
        [
            "join", "batch-id", "site", "requested-by", "from", "before", "min-priority", "order", "skip", "first",
            "no-certificates",
        ],
        // Get-Content, through the pipe.
        ["New-CardRequest"] = ["counted"],
        ["Reset-TemporaryCard"] = ["counted"],
        // --state RevocationPending.
        ["Get-CardCertificate"] = ["revocation-pending"],
        // The argument is -Configuration.
        ["Test-CardIssuanceConfiguration"] = ["path"],
        ["Get-CardIssuanceConfiguration"] = ["path"],
    };

    private static readonly CommandHost Host = MakeHost();

    public static TheoryData<string> Operations => [.. Operation.All.Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_takes_the_same_in_both_front_ends(string name)
    {
        (Command command, Option? option) = Host.CommandOf(Operation.All.Single(o => o.Name == name));
        // An option that makes another operation of it is none of its parameters.
        IEnumerable<Option?> other =
            Host.Operations.Select(Host.CommandOf).Where(c => c.Command == command).Select(c => c.Option);
        IEnumerable<string> there = command.Arguments.Select(a => a.Name)
            .Concat(command.Options.Except(other).Where(o => o is not WhatIfOption)
                .Select(o => o!.Name.TrimStart('-')));
        IEnumerable<string> here = Cmdlet.All[name].Parameters
            .Select(JsonNamingPolicy.KebabCaseLower.ConvertName)
            .Except(OfPowerShell.Except(there));

        Assert.Equal(Sorted(name, here), Sorted(name, there));
        Assert.True(option is null || other.Contains(option));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_asks_and_can_be_looked_at_in_both_front_ends(string name)
    {
        Operation operation = Operation.All.Single(o => o.Name == name);

        Assert.Equal((operation.Asks, operation.Changes), (Cmdlet.All[name].Asks, Cmdlet.All[name].Previews));
        Assert.Equal(operation.Changes, Host.CommandOf(operation).Command.Options.Any(o => o is WhatIfOption));
    }

    /// <summary>What only makes sense where a session lasts.</summary>
    [Fact]
    public void No_cmdlet_is_without_an_operation() => Assert.Equal(
        ["Connect-CardIssuance"], Cmdlet.All.Keys.Except(Operation.All.Select(o => o.Name)));

    private static string Sorted(string operation, IEnumerable<string> names) => string.Join(' ', names
        .Select(n => Same.GetValueOrDefault(n, n))
        .Except(Otherwise.GetValueOrDefault(operation, []))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal));

    private static CommandHost MakeHost()
    {
        var host = new CommandHost(
            new Terminal { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null }, new GlobalOptions());
        TempCardCommand.Create(host);
        return host;
    }
}
