using System.CommandLine;
using System.Runtime.CompilerServices;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard history</c>: what happened to cards, from the audit trail.</summary>
internal static class HistoryCommand
{
    public static Command Create(CommandHost host)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = "Card numbers. Default: all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var batch =
            new Option<string?>("--batch") { Description = "Only what happened in this batch.", HelpName = "id" };
        var kinds = new Option<string[]>("--kind")
        {
            Description = "Kind of event, such as ProductionFailed; * and ? are wildcards. May be given several times.",
            HelpName = "kind",
        };
        var by = new Option<string?>("--operator")
        {
            Description = "What this operator did; * and ? are wildcards.",
            HelpName = "name",
        };
        var station = new Option<string?>("--station")
        {
            Description = "What was done at this station; * and ? are wildcards.",
            HelpName = "name",
        };
        Option<DateTimeOffset?> from = TimeOption.Create("--from", "What happened at this time or later");
        Option<DateTimeOffset?> before = TimeOption.Create("--before", "What happened before this time");
        var paging = new PagingOptions();
        var command = new Command("history", "Show what happened to cards and batches.")
        {
            numbers, batch, kinds, by, station, from, before,
        };
        paging.AddTo(command);
        return host.Handle(Operation.ShowHistory, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            var query = new AuditQuery
            {
                BatchId = run.Arguments.GetValue(batch),
                Kinds = AuditKinds.Find(run.Arguments.GetValue(kinds) ?? []),
                Operator = run.Arguments.GetValue(by),
                Station = run.Arguments.GetValue(station),
                From = run.Arguments.GetValue(from),
                Before = run.Arguments.GetValue(before),
            };
            if (query.BatchId is { } id)
                await session.Store.RequireBatchAsync(id, withProductions: false, run.Stop);
            IAsyncEnumerable<AuditEvent> events = ReadAsync(
                session.Store, run.Arguments.GetValue(numbers) ?? [], query, run.Stop)
                .Skip((int)paging.Skip(run.Arguments));
            if (paging.First(run.Arguments) is { } first)
                events = events.Take((int)first);
            await run.Output.HistoryAsync(events);
            return ExitCodes.Done;
        });
    }

    private static async IAsyncEnumerable<AuditEvent> ReadAsync(
        ICardStore store,
        string[] numbers,
        AuditQuery query,
        [EnumeratorCancellation] CancellationToken stop)
    {
        string?[] wanted = numbers.Length == 0 ? [null] : [.. numbers.Distinct(CardNumber.Comparer)];
        foreach (string? number in wanted)
        {
            if (number is not null)
                await store.RequireCardAsync(number, stop);
            await foreach (AuditEvent entry in store.ReadAuditAsync(query with { CardNumber = number }, stop))
                yield return entry;
        }
    }
}
