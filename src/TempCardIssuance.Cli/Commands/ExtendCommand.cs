using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard extend</c>: lets holders have cards for longer.</summary>
internal static class ExtendCommand
{
    public static Command Create(CommandHost host)
    {
        Option<DateTimeOffset?> until = TimeOption.Create("--until", "The end; default as issuance.loanDays says");
        Option<int?> days = NumberOption.Create("--days", "For how many days after this one.", "days", 0, 3650);
        var command = new Command("extend", "Let holders have their cards for longer.") { until, days };
        return LifeCommand.Create(host, Operation.Extend, command, (arguments, number, isSeen) => new ExtendRequest
        {
            CardNumber = number,
            Until = arguments.GetValue(until),
            Days = arguments.GetValue(days),
        });
    }
}
