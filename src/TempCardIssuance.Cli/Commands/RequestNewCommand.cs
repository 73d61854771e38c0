using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
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
        var counted = new CountedOption("with --returned, the cards that came back, instead of --number");
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
            amount, numbers, pattern, site, requestedBy, priority, fields, returned, counted, newBody, reason,
        };
        command.Validators.Add(result =>
        {
            bool isCounted = result.GetResult(counted) is not null;
            if (isCounted && (!result.GetValue(returned) || IsGiven(amount) || IsGiven(numbers)))
                result.AddError("--counted needs --returned, and takes the place of --number.");
            else if (!isCounted && IsGiven(amount) == IsGiven(numbers))
                result.AddError("Give either --amount or --number.");
            else if (result.GetResult(numbers) is not null && result.GetResult(pattern) is { Implicit: false })
                result.AddError("--pattern is for --amount; --number says the numbers themselves.");
            else if (result.GetValue(returned) && result.GetResult(amount) is not null)
                result.AddError("--returned needs --number or --counted.");
            else if (result.GetValue(returned) && new Option[] { site, requestedBy, priority, fields }.Any(IsGiven))
                result.AddError("Cards that came back keep site, requester, priority and fields; leave these out.");
            else if (result.GetValue(newBody) && !result.GetValue(returned))
                result.AddError("--new-body needs --returned.");
            else if (result.GetValue(newBody) == string.IsNullOrWhiteSpace(result.GetValue(reason)))
                result.AddError("--new-body and --reason go together.");

            bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
        });
        var whatIf = new WhatIfOption();
        command.Add(whatIf);
        return host.Handle(Operation.NewRequest, command, async run =>
        {
            ParseResult arguments = run.Arguments;
            bool isPreview = arguments.GetValue(whatIf);
            await using IssuanceSession session = run.OpenSession();
            string[] given = arguments.GetValue(numbers) ?? [];
            if (arguments.GetValue(returned))
            {
                return await EachCard.ChangeAsync(
                    run,
                    Operation.NewRequest,
                    counted.Read(arguments) ?? [.. given.Distinct(CardNumber.Comparer)],
                    number => session.Requests.AgainAsync(number, arguments.GetValue(reason), run.Stop),
                    isPreview);
            }

            var model = new CardRequest
            {
                CardNumber = "",
                Site = arguments.GetValue(site),
                RequestedBy = arguments.GetValue(requestedBy),
                Priority = arguments.GetValue(priority) ?? 0,
                Fields = FieldOption.Read(arguments.GetValue(fields)),
            };
            return await CommandHost.DoAsync(
                run,
                arguments.GetValue(amount) is { } count
                    ? session.Requests.New(count, arguments.GetRequiredValue(pattern), model)
                    : await session.Requests.NewAsync(given, model, run.Stop),
                isPreview,
                (output, cards) => output.Cards(cards));
        });
    }
}
