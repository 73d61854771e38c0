using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard config test</c>: everything that is wrong in a configuration.</summary>
internal static class ConfigTestCommand
{
    public static Command Create(CommandHost host)
    {
        var file = new ConfigurationArgument();
        return host.Handle(Operation.TestConfiguration, new Command("test", "Check a configuration.") { file }, run =>
        {
            ConfigurationReport report = Configurations.Check(file.Find(run));
            run.Output.Report(report);
            return Task.FromResult(report.IsValid ? ExitCodes.Done : ExitCodes.Usage);
        });
    }
}
