using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Infrastructure.Import;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard request import</c>: requests from CSV, all of them or none unless told otherwise.</summary>
internal static class RequestImportCommand
{
    public static Command Create(CommandHost host)
    {
        var file = new Argument<string>("file")
        {
            Description = "CSV with a header: CardNumber, Site, RequestedBy, Priority; other columns are free fields.",
        };
        var skip = new Option<bool>("--skip-invalid") { Description = "Leave out rows that can't be used." };
        return host.Handle(new Command("import", "Request the cards of a CSV file.") { file, skip }, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            string path = run.Arguments.GetRequiredValue(file);
            ImportResult read = RequestCsv.Read(path);
            bool skips = run.Arguments.GetValue(skip);
            if (skips)
                read = await LeaveOutExistingAsync(session, read, run.Stop);
            run.Output.Problems(path, read.Problems);
            if (read.Problems.Count > 0 && !skips)
                throw UsageErrors.ImportInvalid(path, read.Problems.Count);
            IReadOnlyList<TemporaryCard> cards = await session.Intake.AddAsync(read.Requests, run.Stop);
            run.Output.Imported(new ImportOutcome(cards, read.Problems));
            return read.Problems.Count == 0 ? ExitCodes.Done : ExitCodes.CardsFailed;
        });
    }

    private static async Task<ImportResult> LeaveOutExistingAsync(
        IssuanceSession session, ImportResult read, CancellationToken stop)
    {
        string[] numbers = [.. read.Requests.Select(r => r.CardNumber)];
        var existing = (await session.Store.FindExistingAsync(numbers, stop)).ToHashSet(CardNumber.Comparer);
        return new ImportResult(
            [.. read.Requests.Where(r => !existing.Contains(r.CardNumber))],
            [.. read.Problems, .. read.Requests.Where(r => existing.Contains(r.CardNumber)).Select(Exists)]);
    }

    private static ImportProblem Exists(CardRequest request) =>
        new(Line: 0, "CardNumber", "the card exists already", request.CardNumber);
}
