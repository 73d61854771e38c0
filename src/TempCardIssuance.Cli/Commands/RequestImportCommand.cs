using System.CommandLine;
using System.CommandLine.Parsing;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard request import</c>: requests from CSV, all of them or none unless told otherwise.</summary>
internal static class RequestImportCommand
{
    public static Command Create(CommandHost host)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "CSV with a header: CardNumber, Site, RequestedBy, Priority; other columns are free fields.",
            Arity = ArgumentArity.OneOrMore,
        };
        var skip = new Option<bool>("--skip-invalid") { Description = "Leave out rows that can't be used." };
        var encoding = new Option<string?>("--encoding")
        {
            Description = "How the files are encoded, if not in UTF-8: windows-1252, a number of a code page, or ansi.",
            HelpName = "name",
        };
        var delimiter = new Option<char?>("--delimiter")
        {
            Description = "What separates values: a character or tab. Default: found out.",
            HelpName = "character",
            CustomParser = ParseDelimiter,
        };
        var whatIf = new WhatIfOption();
        var command = new Command("import", "Request the cards of CSV files.")
        {
            files, skip, encoding, delimiter, whatIf,
        };
        return host.Handle(Operation.ImportRequest, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            ImportSource[] sources =
            [
                .. run.Arguments.GetRequiredValue(files).Select(file => RequestDesk.FromFile(
                    file, run.Arguments.GetValue(encoding), run.Arguments.GetValue(delimiter))),
            ];
            ImportPlan plan = await session.Requests.ReadAsync(sources, run.Stop);
            run.Output.Refused(plan.Refused);
            Planned<IReadOnlyList<TemporaryCard>> planned = session.Requests.Import(plan, run.Arguments.GetValue(skip));
            if (run.Arguments.GetValue(whatIf))
            {
                run.Output.Preview(planned.Operation, planned.Description);
            }
            else
            {
                IReadOnlyList<TemporaryCard> cards = await run.Output.LineView().ShowAsync(
                    progress => planned.ActAsync(progress, run.Stop), CancellationToken.None);
                run.Output.Imported(new ImportOutcome(cards, [.. plan.Refused.Select(SkippedRow.Of)]));
            }

            return plan.Refused.Count == 0 ? ExitCodes.Done : ExitCodes.CardsFailed;
        });
    }

    private static char? ParseDelimiter(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text.Equals("tab", StringComparison.OrdinalIgnoreCase))
            return '\t';
        if (text.Length == 1)
            return text[0];
        result.AddError($"'{text}' is no character; write one, or tab.");
        return null;
    }
}
