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
        var loan = new LoanOptions();
        var command = new Command("extend", "Let holders have their cards for longer.");
        loan.AddTo(command);
        return LifeCommand.Create(host, Operation.Extend, command, (arguments, number, isSeen) => new ExtendRequest
        {
            CardNumber = number,
            Until = loan.Until(arguments),
            Days = loan.Days(arguments),
        });
    }
}
