using System.Globalization;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task The_trail_is_one_chain_although_many_write_it()
    {
        await using ICardStore other = Open(_time);
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => (i % 2 == 0 ? Store : other).ApplyAsync(
            new ChangeSet(
                [Add($"T-{i}")],
                [Event(AuditKinds.CardRequested, $"T-{i}") with { At = Start.AddTicks(i), Detail = $"{i}; é" }]),
            None))));

        List<AuditEvent> trail = await ListAsync(Store.ReadAuditAsync(new AuditQuery(), None));

        Assert.Equal(Enumerable.Range(1, 24).Select(i => (long)i), trail.Select(entry => entry.Sequence));
        string previous = AuditChain.Start;
        foreach (AuditEvent entry in trail)
        {
            Assert.Equal(AuditChain.Hash(previous, entry), entry.Hash);
            previous = entry.Hash;
        }
    }

    /// <summary>More than are hashed at once, and more than go to a server with one statement.</summary>
    [Theory]
    [InlineData("T-{0:00000}")]
    [InlineData("t-{0:00000}")]
    public async Task Many_cards_and_events_come_back_as_they_were(string format)
    {
        string[] numbers =
            [.. Enumerable.Range(0, 20_300).Select(i => string.Format(CultureInfo.InvariantCulture, format, i))];
        // One of a kind among many that are the same, at the end, where nobody looks.
        numbers[^1] = "Last";
        await Store.ApplyAsync(
            new ChangeSet(
                [.. numbers.Select((number, i) => Add(number, site: i == 7 ? null : "Chur"))],
                [.. numbers.Select((number, i) => Event(AuditKinds.CardRequested, number) with { Detail = i == 7 ? "é" : null })]),
            None);

        foreach ((string number, string? site) in new[] { (numbers[6], "Chur"), (numbers[7], null), ("Last", "Chur") })
        {
            TemporaryCard card = (await Store.GetCardAsync(number.ToUpperInvariant(), None))!;
            Assert.Equal((number, site), (card.CardNumber, card.Site));
        }

        List<AuditEvent> trail = await ListAsync(Store.ReadAuditAsync(new AuditQuery(), None));
        Assert.Equal(numbers, trail.Select(entry => entry.CardNumber));
        Assert.Equal(numbers.Select(number => number.ToUpperInvariant()), trail.Select(entry => entry.CardKey));
        Assert.Equal("é", Assert.Single(trail, entry => entry.Detail is not null).Detail);
        string previous = AuditChain.Start;
        foreach (AuditEvent entry in trail)
        {
            Assert.Equal(AuditChain.Hash(previous, entry), entry.Hash);
            previous = entry.Hash;
        }
    }

    [Fact]
    public async Task An_event_comes_back_as_it_was()
    {
        var entry = new AuditEvent
        {
            At = Start,
            Operator = "olga",
            Kind = AuditKinds.ProductionFailed,
            CardNumber = "T-1",
            BatchId = Batch,
            ProductionId = "P-1",
            Station = "desk-1",
            ErrorId = ErrorIds.CardRemoved,
            Detail = "gone",
        };
        await Store.ApplyAsync(new ChangeSet([], [entry]), None);

        AuditEvent stored = Assert.Single(await ListAsync(Store.ReadAuditAsync(new AuditQuery(), None)));

        Assert.Equal(
            entry with { Sequence = 1, Hash = stored.Hash, CardKey = "T-1", BatchKey = Batch, Account = Account }, stored);
        Assert.Equal(TimeSpan.Zero, stored.At.Offset);
    }

    [Fact]
    public async Task The_trail_is_searched_by_kind_operator_and_station()
    {
        AuditEvent entry = Event(AuditKinds.ProductionFailed, "T-1") with { Operator = "Olga", Station = "desk-1" };
        await Store.ApplyAsync(
            new ChangeSet([], [entry, entry with { Kind = AuditKinds.CardClaimed, Station = null }, entry with { Operator = "Otto" }]),
            None);

        Assert.Equal("1, 3", await FindAsync(new AuditQuery { Kinds = [AuditKinds.ProductionFailed] }));
        Assert.Equal("1, 2", await FindAsync(new AuditQuery { Operator = "olga" }));
        Assert.Equal("1, 2, 3", await FindAsync(new AuditQuery { Operator = "o*" }));
        Assert.Equal("1, 3", await FindAsync(new AuditQuery { Station = "DESK-?" }));
        Assert.Equal("3", await FindAsync(new AuditQuery { Station = "desk-1", Operator = "otto" }));

        async Task<string> FindAsync(AuditQuery query) => string.Join(
            ", ", (await ListAsync(Store.ReadAuditAsync(query, None))).Select(found => found.Sequence));
    }

    [Fact]
    public async Task The_trail_is_searched_by_card_batch_and_time()
    {
        await Store.ApplyAsync(
            new ChangeSet(
                [],
                [
                    .. Enumerable.Range(0, 3000).Select(i =>
                        Event(AuditKinds.CardClaimed, $"T-{i % 2}", $"B-{i % 3}") with { At = Start.AddSeconds(i) }),
                ]),
            None);

        Assert.Equal(3000, (await SequencesAsync(new AuditQuery())).Count);
        Assert.Equal(1500, (await SequencesAsync(new AuditQuery { CardNumber = "t-1" })).Count);
        Assert.Equal([1L, 7L], (await SequencesAsync(new AuditQuery { CardNumber = "T-0", BatchId = "b-0" }))[..2]);
        Assert.Equal(
            [11L, 12L, 13L],
            await SequencesAsync(new AuditQuery { From = Start.AddSeconds(10), Before = Start.AddSeconds(13) }));
        Assert.Empty(await SequencesAsync(new AuditQuery { From = Start.AddDays(1) }));

        async Task<List<long>> SequencesAsync(AuditQuery query) =>
            [.. (await ListAsync(Store.ReadAuditAsync(query, None))).Select(entry => entry.Sequence)];
    }
}
