using System.CommandLine;
using TempCardIssuance.Cli.Hosting;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard config</c>: makes a configuration, checks one, shows the effective one.</summary>
internal static class ConfigCommand
{
    public static Command Create(CommandHost host) => new("config", "Make, check or show a configuration.")
    {
        ConfigNewCommand.Create(host),
        ConfigTestCommand.Create(host),
        ConfigShowCommand.Create(host),
    };
}
