using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.HandOvers;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>What one hand-over costs does not grow with how many wait, nor with how many there were.</summary>
public abstract partial class StoreContract
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_statement_of_one_hand_over_walks_those_that_wait(bool withStatistics)
    {
        await FillQueueAsync(withStatistics);
        List<string> plans = [];
        await using (ICardStore watched = OpenWatched(_time, plans))
        {
            Assert.Equal(2 * History, await watched.GetNewestHandOverAsync(None));
            CardHandOver taken = (await watched.TakeHandOverAsync(Taking("one", "H-77") with { Except = [1, 2] }, None))!;
            Assert.Equal("H-77", taken.CardNumber);
            await ApplyAsync(new SettleHandOver(taken.Number, "one", Start, null));
            await ApplyAsync(new QueueHandOver("H-78", HandOverEvent.Locked, Start) { HolderReference = "H-1" });
            foreach (bool pending in (bool[])[false, true])
            {
                var query = new HandOverQuery { CardNumbers = ["H-78"], Pending = pending };
                Assert.Contains(
                    await ListAsync(watched.FindHandOversAsync(query, None)), h => h.Event == HandOverEvent.Locked);
            }

            Task ApplyAsync(StoreChange change) => watched.ApplyAsync(new ChangeSet([change], []), None);
        }

        Assert.Contains(plans.ToList(), plan => Explained(plan).Contains("hand_overs_", StringComparison.Ordinal));
        Assert.Equal("", string.Join("\n\n", plans.ToList().Where(plan => WalksHandOvers(plan, butWaiting: false))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_looks_for_what_is_to_be_told_reads_only_what_waits(bool withStatistics)
    {
        await FillQueueAsync(withStatistics);
        List<string> plans = [];
        await using (ICardStore watched = OpenWatched(_time, plans))
        {
            IReadOnlyList<string> due = await watched.GetDueHandOversAsync(Start, [], History, None);
            Assert.Equal(History, due.Count);
            Assert.Equal(["H-5", "H-10", "H-1"], [due[0], due[1], due[History / 5]]);
            Assert.Equal(History, (await watched.CountHandOversAsync(None)).Pending);
            var pending = new HandOverQuery { Pending = true };
            Assert.Equal("H-1", (await watched.FindHandOversAsync(pending, None).FirstAsync()).CardNumber);
        }

        Assert.Equal("", string.Join("\n\n", plans.ToList().Where(plan => WalksHandOvers(plan, butWaiting: true))));
    }

    [Fact]
    public async Task What_waits_is_looked_through_once_for_many_and_again_for_what_comes_meanwhile()
    {
        string[] cards = [.. Enumerable.Range(1, 9).Select(i => $"T-{i}")];
        await CompleteAsync(cards);
        foreach (string card in cards)
            await QueueAsync(card, HandOverEvent.Granted);
        List<string> plans = [];
        await using ICardStore watched = OpenWatched(_time, plans);
        List<string> told = [];
        var program = new Program(async notice =>
        {
            told.Add($"{notice.Card.CardNumber} {notice.HandOver.Event}");
            if (told.Count == 2)
                await QueueAsync("T-9", HandOverEvent.Locked);
        });

        int count = await new HandOverQueue(watched, program, new Actor("olga", _time))
            .RunAllAsync(new Progress<IssuanceEvent>(), None);

        Assert.Equal((9, 9), (count, told.Count));
        Assert.Equal(["T-1 Granted", "T-2 Granted", "T-9 Locked", "T-3 Granted"], told[..4]);
        Assert.Equal("T-8 Granted", told[^1]);
        // At first, when there was something new, and when nothing was left.
        Assert.Equal(3, plans.Count(plan => plan.Contains("o.tries > 0", StringComparison.Ordinal)));
    }

    /// <summary>Whether a plan reads all hand-overs.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="butWaiting">It may read all that wait.</param>
    protected abstract bool WalksHandOvers(string plan, bool butWaiting);

    /// <summary>Of each card one that was told, and one that waits; each fifth takes away.</summary>
    private async Task FillQueueAsync(bool withStatistics)
    {
        await Store.CheckAsync(None);
        await FillAsync();
        string numbers = $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {History}) ";
        foreach (string ended in (string[])["i", "NULL"])
        {
            await ExecuteAsync(
                numbers +
                $"""
                INSERT INTO hand_overs (card_key, production_id, event, made_at, tried_at, ended_at)
                SELECT 'H-' || i, 'P-H-' || i, CASE WHEN i % 5 = 0 THEN 'Returned' ELSE 'Granted' END, i, i, {ended} FROM n
                ORDER BY i
                """);
        }

        if (withStatistics)
            await ExecuteAsync("ANALYZE");
    }

    private sealed class Program(Func<HandOverNotice, Task> tell) : IHandOverProgram
    {
        public TimeSpan TimeOut => TimeSpan.FromSeconds(30);

        public Task TellAsync(HandOverNotice notice, CancellationToken cancellationToken) => tell(notice);
    }
}
