using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>Many who write at once.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Who_wants_the_same_cards_in_another_order_waits_for_nobody_for_ever()
    {
        const int Rounds = 15;
        string[] numbers = [.. Enumerable.Range(10, 20).Select(i => $"T-{i}")];
        await OpenBatchOfAsync(numbers);
        await ApplyAsync([.. numbers.Select(number => Done(number, CardState.Failed))]);
        await using ICardStore other = Open(_time);

        // There and back again, in several runs of moves, one from the first card on, the other from the last.
        await Task.WhenAll(MoveAsync(Store, numbers), MoveAsync(other, [.. numbers.Reverse()]));

        AuditReport report = await VerifyAsync();
        Assert.True(report.IsIntact);
        Assert.Equal(2 * Rounds * numbers.Length, report.Events);
        Assert.All(numbers, n => Assert.Equal(CardState.Failed, Store.GetCardAsync(n, None).Result!.State));

        static Task MoveAsync(ICardStore store, string[] order) => Task.Run(async () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                StoreChange[] changes =
                [
                    .. order.SelectMany(number => new StoreChange[]
                    {
                        Moved(number, CardState.Failed, CardState.InProduction),
                        Moved(number, CardState.InProduction, CardState.Failed),
                    }),
                ];
                AuditEvent[] events = [.. order.Select(number => Event(AuditKinds.RepeatRequested, number, Batch))];
                await store.ApplyAsync(new ChangeSet(changes, events), None);
            }
        });

        static MoveCard Moved(string number, CardState from, CardState to) =>
            new(number, from, to, Start) { FromBatch = Batch, ToBatch = Batch };
    }

    [Fact]
    public async Task Work_of_many_hands_loses_no_card_and_makes_one_chain()
    {
        const int Cards = 48;
        const int Hands = 6;
        string[] numbers = [.. Enumerable.Range(10, Cards).Select(i => $"T-{i}")];
        string[] holders = [.. Enumerable.Range(1, Hands).Select(i => $"hand/{i}")];
        await StartWorkAsync(numbers);
        await ApplyAsync([.. holders.Select(holder => new JoinBatch(Batch, holder, Start.AddSeconds(30)))]);
        await using ICardStore other = Open(_time);
        long before = (await Store.GetAuditHeadAsync(None)).Sequence;

        int[] made = await Task.WhenAll(holders.Select((holder, i) => Task.Run(
            () => MakeAllAsync(i % 2 == 0 ? Store : other, holder))));
        await Task.WhenAll(
            Enumerable.Range(0, Hands).Select(i => Task.Run(() => TryCloseAsync(i % 2 == 0 ? Store : other))));

        Assert.Equal(Cards, made.Sum());
        CardBatch batch = (await Store.GetBatchAsync(Batch, withProductions: true, None))!;
        Assert.Equal((BatchState.Produced, Cards / 2, Cards / 2), (batch.State, batch.Unassigned, batch.Failed));
        Assert.Equal(Cards, batch.Productions.Count);
        Assert.Equal(Cards / 2, (await Store.PendingAsync(100)).Count);
        AuditReport report = await VerifyAsync();
        Assert.True(report.IsIntact);
        Assert.Equal((3 * Cards) + 1, report.Head.Sequence - before);
    }

    private static async Task<int> MakeAllAsync(ICardStore store, string holder)
    {
        int made = 0;
        while (await store.TakeCardAsync(Batch, holder, null, None) is { } work)
        {
            string card = work.Card.CardNumber;
            string id = $"P-{card}";
            bool isGood = (card[^1] - '0') % 2 == 0;
            CardState to = isGood ? CardState.Unassigned : CardState.Failed;
            var lease = new RequireLease(Batch, holder);
            await store.RenewLeaseAsync(Batch, holder, Start.AddSeconds(30), None);
            CardProduction production = Production(id, card, 1, $"serial:{card[2..]}");
            await Do(AuditKinds.ProductionStarted, lease, new StartProduction(production, holder));
            await Do(AuditKinds.CertificateIssued, new RecordCertificate(Certificate("AA" + card[2..], id)));
            await Do(
                AuditKinds.ProductionSucceeded,
                [
                    lease,
                    new EndProduction(id, isGood ? ProductionState.Succeeded : ProductionState.Failed, Start),
                    .. isGood ? Array.Empty<StoreChange>() : [new QueueRevocation(id)],
                    Done(card, to),
                ]);
            made++;

            Task Do(string kind, params StoreChange[] changes) =>
                store.ApplyAsync(new ChangeSet(changes, [Event(kind, card, Batch)]), None);
        }

        return made;
    }

    /// <summary>One of many succeeds, the first.</summary>
    private static async Task TryCloseAsync(ICardStore store)
    {
        try
        {
            await store.ApplyAsync(
                new ChangeSet(
                    [new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start)],
                    [Event(AuditKinds.BatchProduced, null, Batch)]),
                None);
        }
        catch (TempCardException e)
        {
            Assert.Equal(ErrorIds.StoreConflict, e.ErrorId);
        }
    }

    [Fact]
    public async Task A_number_or_a_body_goes_to_one_of_those_who_want_it_at_once()
    {
        const int Tries = 12;
        await OpenBatchOfAsync([.. Enumerable.Range(10, 2 * Tries).Select(i => $"T-{i}")]);
        await using ICardStore other = Open(_time);
        for (int i = 0; i < Tries; i++)
        {
            string[] cards = [$"T-{10 + i}", $"T-{10 + Tries + i}"];
            string?[] errors = await Task.WhenAll(
                FailureAsync(Store, Add($"N-{i}a"), Add($"N-{i}")), FailureAsync(other, Add($"N-{i}"), Add($"N-{i}b")));
            Assert.Equal(ErrorIds.CardNumberExists, Assert.Single(errors, e => e is not null));
            errors = await Task.WhenAll(
                FailureAsync(Store, new StartProduction(Of(cards[0], i), Holder)),
                FailureAsync(other, new StartProduction(Of(cards[1], i), Holder)));
            Assert.Equal(ErrorIds.BodyInUse, Assert.Single(errors, e => e is not null));
        }

        Assert.True((await VerifyAsync()).IsIntact);

        static CardProduction Of(string card, int body) => Production($"P-{card}", card, 1, $"serial:{body:00}");
    }

    private static Task<string?> FailureAsync(ICardStore store, params StoreChange[] changes) => Task.Run(async () =>
    {
        try
        {
            await store.ApplyAsync(new ChangeSet(changes, [Event(AuditKinds.CardRequested)]), None);
            return null;
        }
        catch (TempCardException e)
        {
            return e.ErrorId;
        }
    });
}
