using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard take-back</c>: takes cards back.</summary>
internal static class TakeBackCommand
{
    public static Command Create(CommandHost host)
    {
        var notSeen = new Option<string?>("--not-seen")
        {
            Description = "Why a card counts as back though no reader saw it.",
            HelpName = "reason",
        };
        var counted = new CountedOption("the cards that are back");
        var command = new Command("take-back", "Take cards back; their certificates are revoked.") { notSeen, counted };
        return LifeCommand.Create(
            host,
            Operation.TakeBack,
            command,
            (arguments, number, isSeen) => new TakeBackRequest
            {
                CardNumber = number,
                IsSeen = isSeen,
                NotSeen = arguments.GetValue(notSeen),
            },
            (run, _) => Task.FromResult(counted.Read(run.Arguments)));
    }
}
