using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard request new</c>: requests by amount.</summary>
internal static class RequestNewCommand
{
    public static Command Create(CommandHost host)
    {
        Option<int?> amount = NumberOption.Create("--amount", "How many cards.", "count", 1, 100_000);
        var numbers = new Option<string[]>("--number")
        {
            Description = "A card number, instead of an amount. May be given several times.",
            HelpName = "number",
        };
        var pattern = new Option<string>("--pattern")
        {
            Description = "Card numbers, with a place for the running number.",
            DefaultValueFactory = _ => CardIntake.DefaultPattern,
        };
        var site = new Option<string?>("--site") { Description = "The site they are for." };
        var requestedBy = new Option<string?>("--requested-by") { Description = "Who wants them.", HelpName = "name" };
        Option<int?> priority =
            NumberOption.Create("--priority", "0 (not urgent) to 9 (most urgent).", "priority", 0, 9);
        Option<KeyValuePair<string, string>[]> fields = FieldOption.Create("A value for face or certificate.");
        var returned = new Option<bool>("--returned")
        {
            Description = "The cards with these numbers came back: make them again, each on its own body.",
        };
        var newBody = new Option<bool>("--new-body")
        {
            Description = "With --returned: on another body, since theirs are accounted for; needs --reason.",
        };
        var reason = new Option<string?>("--reason")
        {
            Description = "With --new-body: what became of their bodies; for the audit trail.",
            HelpName = "text",
        };
        var command = new Command("new", "Request cards: an amount with the next numbers, or those of given numbers.")
        {
            amount, numbers, pattern, site, requestedBy, priority, fields, returned, newBody, reason,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(amount) is null == (result.GetResult(numbers) is null))
                result.AddError("Give either --amount or --number.");
            else if (result.GetResult(numbers) is not null && result.GetResult(pattern) is { Implicit: false })
                result.AddError("--pattern is for --amount; --number says the numbers themselves.");
            else if (result.GetValue(returned) && result.GetResult(numbers) is null)
                result.AddError("--returned needs --number.");
            else if (result.GetValue(returned) && new Option[] { site, requestedBy, priority, fields }.Any(IsGiven))
                result.AddError("Cards that came back keep site, requester, priority and fields; leave these out.");
            else if (result.GetValue(newBody) && !result.GetValue(returned))
                result.AddError("--new-body needs --returned.");
            else if (result.GetValue(newBody) == string.IsNullOrWhiteSpace(result.GetValue(reason)))
                result.AddError("--new-body and --reason go together.");

            bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
        });
        return host.HandlePlanned(
            Operation.NewRequest,
            command,
            (run, session) =>
            {
                ParseResult arguments = run.Arguments;
                var model = new CardRequest
                {
                    CardNumber = "",
                    Site = arguments.GetValue(site),
                    RequestedBy = arguments.GetValue(requestedBy),
                    Priority = arguments.GetValue(priority) ?? 0,
                    Fields = FieldOption.Read(arguments.GetValue(fields)),
                };
                if (arguments.GetValue(returned))
                {
                    return session.Requests.AgainAsync(
                        arguments.GetRequiredValue(numbers), arguments.GetValue(reason), run.Stop);
                }

                return arguments.GetValue(amount) is { } count
                    ? Task.FromResult(session.Requests.New(count, arguments.GetRequiredValue(pattern), model))
                    : session.Requests.NewAsync(arguments.GetRequiredValue(numbers), model, run.Stop);
            },
            (output, cards) => output.Cards(cards));
    }
}
