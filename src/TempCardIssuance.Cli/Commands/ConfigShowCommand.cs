using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard config show</c>: the configuration that counts, with defaults filled in.</summary>
internal static class ConfigShowCommand
{
    public static Command Create(CommandHost host)
    {
        var file = new ConfigurationArgument();
        return host.Handle(Operation.ShowConfiguration, new Command("show", "Show the configuration with all defaults filled in.") { file }, run =>
        {
            run.Output.Configuration(Configurations.Load(file.Find(run)));
            return Task.FromResult(ExitCodes.Done);
        });
    }
}
