using System.CommandLine;
using System.Runtime.CompilerServices;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard batches</c>: batches; those named in full come with their productions.</summary>
internal static class BatchesCommand
{
    public static Command Create(CommandHost host)
    {
        var ids = new Argument<string[]>("batch")
        {
            Description = "Batches; * and ? are wildcards. One that is named in full comes with its productions.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<BatchState[]> states = ChoiceOption.Many<BatchState>("--state", "The state it is in");
        var by = new Option<string?>("--operator") { Description = "Who started it.", HelpName = "name" };
        Option<DateTimeOffset?> from = TimeOption.Create("--from", "Started at this time or later");
        Option<DateTimeOffset?> before = TimeOption.Create("--before", "Started before this time");
        var paging = new PagingOptions();
        var command = new Command("batches", "Show batches, newest first.") { ids, states, by, from, before };
        paging.AddTo(command);
        return host.Handle(Operation.FindBatches, command, async run =>
        {
            ParseResult arguments = run.Arguments;
            await using IssuanceSession session = run.OpenSession();
            string[] named = arguments.GetValue(ids) ?? [];
            if (named.Length > 0 && !named.Any(HasWildcard))
            {
                await run.Output.BatchesInFullAsync(GetAsync(session.Store, named, run.Stop));
                return ExitCodes.Done;
            }

            var query = new BatchQuery
            {
                Ids = named,
                States = arguments.GetValue(states) ?? [],
                Operator = arguments.GetValue(by),
                From = arguments.GetValue(from),
                Before = arguments.GetValue(before),
                Skip = paging.Skip(arguments),
                First = paging.First(arguments),
            };
            await run.Output.BatchesAsync(session.Store.FindBatchesAsync(query, run.Stop));
            return ExitCodes.Done;
        });
    }

    private static bool HasWildcard(string id) => id.AsSpan().ContainsAny('*', '?');

    private static async IAsyncEnumerable<CardBatch> GetAsync(
        ICardStore store, string[] ids, [EnumeratorCancellation] CancellationToken stop)
    {
        // What is not there is told before anything is shown.
        foreach (string id in ids)
            await store.RequireBatchAsync(id, withProductions: false, stop);
        foreach (string id in ids)
            yield return await store.RequireBatchAsync(id, withProductions: true, stop);
    }
}
