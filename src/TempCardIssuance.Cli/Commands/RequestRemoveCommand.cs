using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard request remove</c>: takes requests back.</summary>
internal static class RequestRemoveCommand
{
    public static Command Create(CommandHost host)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = "Card numbers.",
            Arity = ArgumentArity.OneOrMore,
        };
        var whatIf = new WhatIfOption();
        var command = new Command("remove", "Take requests back; the cards become Aborted.") { numbers, whatIf };
        return host.Handle(Operation.RemoveRequest, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            return await EachCard.ChangeAsync(
                run,
                Operation.RemoveRequest,
                run.Arguments.GetRequiredValue(numbers),
                number => session.Requests.RemoveAsync(number, run.Stop),
                run.Arguments.GetValue(whatIf));
        });
    }
}
