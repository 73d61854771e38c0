using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;

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
        var whatIf = new Option<bool>("--what-if") { Description = "Show what would be issued, and touch nothing." };
        var search = new SearchOptions();
        var options = new IssueOptions();
        var command = new Command("issue", "Issue cards that are requested, as a new batch.") { numbers, whatIf };
        options.AddTo(command);
        search.AddTo(command);
        return host.Handle(command, async run =>
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
            return run.Arguments.GetValue(whatIf)
                ? await ShowAsync(run, session, request)
                : await ProductionRun.RunAsync(run, progress => IssueAsync(session, request, progress, run.Stop));
        });
    }

    private static async Task<IReadOnlyList<string>> FindAsync(
        IssuanceSession session, CardQuery query, CancellationToken stop) =>
        await session.Store.FindCardsAsync(query, stop).Select(c => c.CardNumber).ToListAsync(stop);

    private static async Task<CardBatch> IssueAsync(
        IssuanceSession session, IssuanceRequest request, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        IssuancePlan plan = await session.Planner.PlanAsync(request, progress, stop);
        return await session.Issuance.StartAsync(plan, progress, stop);
    }

    private static async Task<int> ShowAsync(Invocation run, IssuanceSession session, IssuanceRequest request)
    {
        var refusals = new RefusalCounter(run.Output.ProductionView());
        run.Output.Plan(await refusals.ShowAsync(p => session.Planner.PlanAsync(request, p, run.Stop), run.Stop));
        return refusals.Count == 0 ? ExitCodes.Done : ExitCodes.CardsFailed;
    }
}
