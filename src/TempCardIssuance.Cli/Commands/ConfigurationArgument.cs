using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Cli.Commands;

/// <summary>A configuration named as argument; else the one that --config and so on name.</summary>
internal sealed class ConfigurationArgument : Argument<string?>
{
    public ConfigurationArgument()
        : base("path")
    {
        Description = "The configuration: a tempcard.yaml, or the folder it is in. Default: as with --config.";
        Arity = ArgumentArity.ZeroOrOne;
    }

    public string Find(Invocation run) => ConfigurationFile.Find(run.Arguments.GetValue(this) ?? run.ConfigurationPath);
}
