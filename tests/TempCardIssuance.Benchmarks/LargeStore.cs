using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Benchmarks;

/// <summary>A store to be filled and then asked.</summary>
internal sealed class LargeStore(ICardStore store)
{
    private const int LotSize = 5000;
    private const double Megabyte = 1 << 20;

    private int _batches;

    /// <summary>Adds requested cards T-0000000, T-0000001 and so on, of four sites and three priorities.</summary>
    public async Task FillAsync(int first, int count)
    {
        DateTimeOffset start = DateTimeOffset.UtcNow.AddDays(-30);
        foreach (int[] lot in Enumerable.Range(first, count).Chunk(LotSize))
        {
            IEnumerable<AddCard> cards = lot.Select(i => new AddCard(
                new CardRequest
                {
                    CardNumber = $"T-{i:0000000}",
                    Site = $"Site {i % 4}",
                    RequestedBy = $"user{i % 100}",
                    Priority = i % 3,
                },
                start.AddSeconds(i)));
            await store.ApplyAsync(new ChangeSet([.. cards], []), CancellationToken.None);
        }
    }

    /// <summary>As Get-RequestedCard does, up to the first card it gives.</summary>
    public async Task FindFirstAsync(params IReadOnlyList<string> numbers)
    {
        var query = new CardQuery { States = [CardState.Requested], Numbers = numbers };
        await store.FindCardsAsync(query, CancellationToken.None).FirstAsync();
    }

    /// <summary>As Start-CardIssuance does: the most urgent cards go into a new batch.</summary>
    public async Task ClaimAsync(int count)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string batch = $"B-{++_batches:000000}";
        var query = new CardQuery { States = [CardState.Requested], First = count };
        List<TemporaryCard> cards = await store.FindCardsAsync(query, CancellationToken.None).ToListAsync();
        IEnumerable<MoveCard> claims = cards.Select(card => new MoveCard(card.CardNumber, CardState.Requested, CardState.InProduction, now)
        {
            ToBatch = batch,
            SkipIfLost = true,
        });
        IEnumerable<AuditEvent> events = cards.Select(card => new AuditEvent
        {
            At = now,
            Operator = "bench",
            Kind = AuditKinds.CardClaimed,
            CardNumber = card.CardNumber,
            BatchId = batch,
        });
        IReadOnlyList<string> lost = await store.ApplyAsync(
            new ChangeSet([new OpenBatch(batch, "bench", new BatchOptions(), now), .. claims], [.. events]),
            CancellationToken.None);
        if (cards.Count != count || lost.Count > 0)
            throw new InvalidOperationException($"Only {cards.Count - lost.Count} cards were claimed.");
    }

    /// <summary>Reads every card, and measures the heap after a tenth and after nine tenths of them.</summary>
    public async Task<(double Early, double Late)> ReadAllAsync(int about)
    {
        long count = 0;
        double early = 0;
        double late = 0;
        await foreach (TemporaryCard card in store.FindCardsAsync(new CardQuery(), CancellationToken.None))
        {
            count++;
            if (count == about / 10)
                early = GC.GetTotalMemory(forceFullCollection: true) / Megabyte;
            if (count == about / 10 * 9)
                late = GC.GetTotalMemory(forceFullCollection: true) / Megabyte;
        }

        return (early, late);
    }
}
