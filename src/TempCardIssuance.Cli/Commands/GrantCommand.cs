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
        Option<DateTimeOffset?> until = TimeOption.Create("--until", "The end; default as issuance.loanDays says");
        Option<int?> days = NumberOption.Create("--days", "For how many days after this one.", "days", 0, 3650);
        var command = new Command("grant", "Hand out cards.") { holder, reason, until, days };
        return LifeCommand.Create(host, Operation.Grant, command, (arguments, number, isSeen) => new GrantRequest
        {
            CardNumber = number,
            Holder = arguments.GetRequiredValue(holder),
            Reason = arguments.GetValue(reason),
            Until = arguments.GetValue(until),
            Days = arguments.GetValue(days),
        });
    }
}
