using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard issue</c>: claims cards for a new batch and makes them.</summary>
internal static class IssueCommand
{
    public static Command Create(CommandHost host)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = "Card numbers; more are found with the options that search.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var whatIf = new WhatIfOption();
        var search = new SearchOptions();
        var options = new IssueOptions();
        var command = new Command("issue", "Issue cards that are requested, as a new batch.") { numbers, whatIf };
        options.AddTo(command);
        search.AddTo(command);
        return host.Handle(Operation.Issue, command, async run =>
        {
            string[] named = run.Arguments.GetValue(numbers) ?? [];
            bool searches = search.IsGiven(run.Arguments);
            if (named.Length == 0 && !searches)
                throw UsageErrors.NoCardsNamed();
            await using IssuanceSession session = run.OpenSession();
            IReadOnlyList<string> found = searches
                ? await FindAsync(session, search.Query(run.Arguments, CardState.Requested), run.Stop)
                : [];
            if (named.Length + found.Count == 0)
                throw UsageErrors.NoCardsFound();
            IssuanceRequest request = options.Request(run.Arguments, [.. named, .. found]);
            return await RunAsync(run, session, request, isPreview: run.Arguments.GetValue(whatIf));
        });
    }

    private static async Task<IReadOnlyList<string>> FindAsync(
        IssuanceSession session, CardQuery query, CancellationToken stop) =>
        await session.Store.FindCardsAsync(query, stop).Select(c => c.CardNumber).ToListAsync(stop);

    private static async Task<int> RunAsync(
        Invocation run, IssuanceSession session, IssuanceRequest request, bool isPreview)
    {
        var production = new ProductionRun(run);
        try
        {
            PlannedIssue planned = await production.PlanAsync(p => session.Batches.IssueAsync(request, p, run.Stop));
            if (!isPreview)
                return await production.ActAsync(planned.Operation);
            run.Output.Plan(planned);
            return production.Previewed;
        }
        catch (TempCardException e) when (production.IsAllRefused(e))
        {
            run.Output.Error(e);
            return ExitCodes.CardsFailed;
        }
    }
}
