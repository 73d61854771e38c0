using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard config new</c>: a configuration that works at once.</summary>
internal static class ConfigNewCommand
{
    public static Command Create(CommandHost host)
    {
        var folder = new Argument<string?>("folder")
        {
            Description = "Where to make it. Default: your configuration folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var recipients = new Option<string[]>("--recipient")
        {
            Description = "Certificate file of somebody who may read PINs. May be given several times. "
                + "Default: a key pair is made.",
            HelpName = "file",
        };
        var group = new Option<string?>("--group")
        {
            Description = "Share the folder with a group of operators (mode 2770); not on Windows.",
        };
        Option<CardPurpose> purpose = ChoiceOption.One(
            "--for", "What the cards are for; logon needs --crl-url.", CardPurpose.Training);
        var crlUrl = new Option<string?>("--crl-url")
        {
            Description = "Where relying systems fetch the revocation list; stands in every certificate.",
            HelpName = "address",
        };
        var force = new Option<bool>("--force")
        {
            Description = "Overwrite a configuration; secrets and authority are kept.",
        };
        var command = new Command("new", "Make a configuration that works at once.")
        {
            folder, recipients, group, purpose, crlUrl, force,
        };
        return host.HandlePlanned(
            Operation.NewConfiguration,
            command,
            run => Configurations.PlanNew(
                run.Arguments.GetValue(folder) ?? Path.GetDirectoryName(ConfigurationFile.UserFile)!,
                new ConfigurationTemplateOptions
                {
                    Recipients = run.Arguments.GetValue(recipients) ?? [],
                    Group = run.Arguments.GetValue(group),
                    Purpose = run.Arguments.GetValue(purpose),
                    CrlUrl = run.Arguments.GetValue(crlUrl) is { } url ? new Uri(url, UriKind.RelativeOrAbsolute) : null,
                    Force = run.Arguments.GetValue(force),
                }),
            (output, made) => output.NewConfiguration(made));
    }
}
