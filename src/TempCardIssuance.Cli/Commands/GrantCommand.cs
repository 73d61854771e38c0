using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard grant</c>: hands cards out.</summary>
internal static class GrantCommand
{
    public static Command Create(CommandHost host)
    {
        var holder = new Option<string>("--holder")
        {
            Description = "Whom to: an account name, or another text that your directory knows.",
            HelpName = "name",
            Required = true,
        };
        Option<GrantReason> reason =
            ChoiceOption.One("--reason", "Why the holder needs it.", GrantReason.Forgotten);
        var loan = new LoanOptions();
        var command = new Command("grant", "Hand out cards.") { holder, reason };
        loan.AddTo(command);
        return LifeCommand.Create(host, Operation.Grant, command, (arguments, number, isSeen) => new GrantRequest
        {
            CardNumber = number,
            Holder = arguments.GetRequiredValue(holder),
            Reason = arguments.GetValue(reason),
            Until = loan.Until(arguments),
            Days = loan.Days(arguments),
        });
    }
}
