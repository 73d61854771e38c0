using System.Reflection;
using System.Text.RegularExpressions;
using TempCardIssuance.Cli.Commands;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Infrastructure.Storage;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests.Cli;

/// <summary>Operations stand in texts as such, and every one of them has a command here.</summary>
public sealed partial class OperationTests
{
    private static readonly CommandHost Host = MakeHost();

    [Fact]
    public void Every_operation_has_a_command() =>
        Assert.Equal(Operation.All.Select(o => o.Name).Order(), Host.Operations.Select(o => o.Name).Order());

    [Fact]
    public void Every_parameter_that_a_remedy_can_name_is_an_option_of_some_command()
    {
        string[] options =
        [
            .. Host.Operations.SelectMany(o => Host.CommandOf(o).Command.Options).Select(o => o.Name),
            Host.Options.Configuration.Name,
        ];

        Assert.Empty(Parameter.All.Select(Host.Words.Of).Except(options));
    }

    [Fact]
    public void A_remedy_is_written_in_the_words_of_the_front_end()
    {
        var remedy = Remedy.Of(
            $"{Operation.Repeat.On("B-1").With(Parameter.CardNumber, "T-1")}; or {Operation.TestStations}, {Parameter.ReleaseFailed}.");

        Assert.Equal(
            "Repeat-CardProduction B-1 -CardNumber T-1; or Test-CardStation, -ReleaseFailed.", remedy.ToString());
        Assert.Equal(
            "tempcard repeat B-1 --number T-1; or tempcard stations --test, --release-failed.", remedy.In(Host.Words));
        Assert.Equal([Operation.Repeat, Operation.TestStations], remedy.Calls.Select(c => c.Operation));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_text_names_a_command_of_one_front_end(string assembly)
    {
        IEnumerable<string> named = Literals.Of(Path.Combine(AppContext.BaseDirectory, assembly))
            .Where(text => !Operation.All.Any(o => o.Name == text))
            // The comments of a new configuration are for the users of both.
            .Where(text => !text.Contains("tempcard ", StringComparison.Ordinal))
            .Where(text => Cmdlet().IsMatch(text) || Parameters().IsMatch(text));

        Assert.Empty(named);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_remedy_is_flattened_into_a_text_on_its_way(string assembly)
    {
        IEnumerable<ParameterInfo> parameters = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, assembly)).GetTypes()
            .SelectMany(t => t.GetMembers((BindingFlags)60 | BindingFlags.DeclaredOnly))
            .OfType<MethodBase>()
            .SelectMany(m => m.GetParameters())
            .Where(p => p.ParameterType == typeof(string)
                && string.Equals(p.Name, "remedy", StringComparison.OrdinalIgnoreCase)
                && p.Member.DeclaringType != typeof(Readiness));

        Assert.Empty(parameters.Select(p => $"{p.Member.DeclaringType}.{p.Member.Name}"));
    }

    public static TheoryData<string> Assemblies =>
    [
        .. new[]
            {
                typeof(TemporaryCard), typeof(PivErrors), typeof(StoreSettings), typeof(SvgLayout), typeof(IssuanceSession),
            }
            .Select(type => Path.GetFileName(type.Assembly.Location)),
    ];

    private static CommandHost MakeHost()
    {
        var host = new CommandHost(
            new Terminal { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null }, new GlobalOptions());
        TempCardCommand.Create(host);
        return host;
    }

    /// <summary>What looks like the name of a cmdlet of ours.</summary>
    [GeneratedRegex(@"\b[A-Z][a-z]+-(?:Temporary|Requested)?Card[A-Za-z]*\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cmdlet();

    /// <summary>What looks like the parameter of a cmdlet.</summary>
    [GeneratedRegex(@"(?<![\w-])-(?:[A-Z][a-z]+)+\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameters();
}
