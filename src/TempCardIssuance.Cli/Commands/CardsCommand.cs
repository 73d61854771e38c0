using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard cards</c>: cards in any state.</summary>
internal static class CardsCommand
{
    public static Command Create(CommandHost host)
    {
        var search = new SearchOptions();
        Option<CardState[]> states = ChoiceOption.Many<CardState>("--state", "The state it is in");
        var batch = new Option<string?>("--batch") { Description = "The batch that has it.", HelpName = "id" };
        var body = new Option<string?>("--body")
        {
            Description = "The body it was made on: serial:0012AB34 or guid:..., or what stands behind the colon.",
            HelpName = "id",
        };
        var serial = new Option<string?>("--certificate-serial-number")
        {
            Description = "Serial number of a certificate of it, in hex.",
            HelpName = "hex",
        };
        var holder = new Option<string?>("--holder")
        {
            Description = "Who has it, or had it last; * and ? are wildcards. The search is on the audit trail.",
            HelpName = "name",
        };
        Option<DateTimeOffset?> ends =
            TimeOption.Create("--expires-before", "Its loan or shelf life ends before this time");
        var overdue = new Option<bool>("--overdue")
        {
            Description = "Only cards whose loan has ended and that have not come back.",
        };
        var command = new Command("cards", "Search cards in any state.")
        {
            states, batch, body, serial, holder, ends, overdue,
        };
        search.AddTo(command);
        return host.Handle(Operation.FindCards, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            CardQuery query = search.Query(run.Arguments, run.Arguments.GetValue(states) ?? []) with
            {
                BatchId = run.Arguments.GetValue(batch),
                BodyId = run.Arguments.GetValue(body),
                CertificateSerialNumber = run.Arguments.GetValue(serial),
                Holder = run.Arguments.GetValue(holder),
                EndsBefore = run.Arguments.GetValue(ends),
                Overdue = run.Arguments.GetValue(overdue),
            };
            await run.Output.CardsAsync(session.Life.FindAsync(query, run.Stop));
            return ExitCodes.Done;
        });
    }
}
