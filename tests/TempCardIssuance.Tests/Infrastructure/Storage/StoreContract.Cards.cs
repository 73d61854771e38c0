using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_card_comes_back_as_it_was_put_in()
    {
        var request = new CardRequest
        {
            CardNumber = "T-00001",
            Site = "Zürich \"Süd\"",
            RequestedBy = "o'hara",
            Priority = 7,
            Fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["upn"] = "a@b.c", ["ключ"] = "é" },
        };
        await ApplyAsync(new AddCard(request, Start));

        TemporaryCard? card = await Store.GetCardAsync("t-00001", None);

        Assert.NotNull(card);
        Assert.Equal(
            ("T-00001", CardState.Requested, "Zürich \"Süd\"", "o'hara", 7),
            (card.CardNumber, card.State, card.Site, card.RequestedBy, card.Priority));
        Assert.Equal("a@b.c", card.Fields["UPN"]);
        Assert.Equal("é", card.Fields["ключ"]);
        Assert.Equal((Start.UtcTicks, TimeSpan.Zero), (card.RequestedAt.Ticks, card.RequestedAt.Offset));
        Assert.Equal(Start, card.StateSince);
        Assert.Null(card.BatchId);
        Assert.Null(card.ValidUntil);
    }

    [Fact]
    public async Task A_card_that_is_not_there_is_null() => Assert.Null(await Store.GetCardAsync("T-1", None));

    [Fact]
    public async Task A_number_is_taken_however_it_is_capitalised()
    {
        await ApplyAsync(Add("T-1a"));

        TempCardException error = await ThrowsAsync(ErrorIds.CardNumberExists, Add("T-2"), Add("t-1A"));

        Assert.Equal("T-1a", error.Target);
        await ThrowsAsync(ErrorIds.CardNumberExists, Add("T-2"), Add("t-2"));
        Assert.Null(await Store.GetCardAsync("T-2", None));
        Assert.Equal(["T-1a"], await Store.FindExistingAsync(["T-2", "T-1A", "T-3"], None));
    }

    [Theory]
    [InlineData("T-1", "T-1")]
    [InlineData("t-1*", "T-1,T-10,t-1_0")]
    [InlineData("T-?", "T-1,T-2")]
    [InlineData("*0", "T-10,t-1_0")]
    [InlineData("T-1_*", "t-1_0")]
    [InlineData("*-1?0", "t-1_0")]
    [InlineData("T-%", "")]
    [InlineData("T-1,t-2,x*", "T-1,T-2,X.1")]
    [InlineData("*", "T-1,T-10,T-2,X.1,t-1_0")]
    public async Task Numbers_are_found_by_text_and_by_wildcard(string numbers, string expected)
    {
        await ApplyAsync(Add("T-1"), Add("T-10"), Add("t-1_0"), Add("T-2"), Add("X.1"));

        List<string> found = await FindNumbersAsync(new CardQuery { Numbers = numbers.Split(',') });

        Assert.Equal(expected, string.Join(',', found.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("100%", "A")]
    [InlineData("100*", "A,B")]
    [InlineData(@"C:\*", "C")]
    [InlineData("a_b", "D")]
    [InlineData("a?b", "D,E")]
    [InlineData("ZÜRICH", "F")]
    [InlineData("zü*", "F")]
    [InlineData("", "G")]
    public async Task Sites_and_requesters_are_found_by_text_and_by_wildcard(string pattern, string expected)
    {
        string[] texts = ["100%", "1000", @"c:\x", "a_b", "axb", "Zürich", ""];
        await ApplyAsync([.. texts.Select((text, i) => Add(((char)('A' + i)).ToString(), 0, text, text)), Add("H")]);

        Assert.Equal(expected, string.Join(',', await FindNumbersAsync(new CardQuery { Sites = [pattern] })));
        Assert.Equal(expected, string.Join(',', await FindNumbersAsync(new CardQuery { RequestedBy = pattern })));
    }

    [Theory]
    [InlineData("serial:0012AB34")]
    [InlineData("0012ab34")]
    public async Task A_body_leads_to_the_card_that_was_made_on_it(string body)
    {
        await OpenBatchOfAsync("T-1", "T-2");
        await ApplyAsync(
            new StartProduction(Production("P-1", "T-1") with { BodyId = "serial:0012AB34" }, Holder),
            new StartProduction(Production("P-2", "T-2") with { BodyId = "guid:11223344-5566-4788-99aa-bbccddeeff00" }, Holder));

        Assert.Equal(["T-1"], await FindNumbersAsync(new CardQuery { BodyId = body }));
        Assert.Equal(
            ["T-2"], await FindNumbersAsync(new CardQuery { BodyId = "11223344-5566-4788-99AA-BBCCDDEEFF00" }));
        Assert.Empty(await FindNumbersAsync(new CardQuery { BodyId = "serial:99" }));
    }

    [Fact]
    public async Task Several_sites_are_searched_at_once()
    {
        await ApplyAsync(Add("A", 0, "Bern"), Add("B", 0, "Genf"), Add("C", 0, "Basel"), Add("D"));

        Assert.Equal(
            ["A", "C"], await FindNumbersAsync(new CardQuery { Sites = ["bern", "ba*"], Order = CardOrder.Number }));
    }

    [Fact]
    public async Task Filters_narrow_together_and_the_count_agrees()
    {
        await ApplyAsync(
            Add("A", 1, "Bern"), Add("B", 5, "Bern"), Add("C", 5, "Genf"), Add("D", 9, "Bern", null, Start.AddDays(1)));
        await ApplyAsync(OpenBatch(), Claim("C"));
        var query = new CardQuery { Sites = ["b*"], MinPriority = 5, Before = Start.AddDays(1) };

        Assert.Equal(["B"], await FindNumbersAsync(query));
        Assert.Equal(1, await Store.CountCardsAsync(query, None));
        Assert.Equal(["D"], await FindNumbersAsync(new CardQuery { From = Start.AddDays(1) }));
        Assert.Equal(["C"], await FindNumbersAsync(new CardQuery { BatchId = "b-000001" }));
        Assert.Equal(["C"], await FindNumbersAsync(new CardQuery { States = [CardState.InProduction] }));
        Assert.Equal(
            ["D", "B", "C", "A"],
            await FindNumbersAsync(new CardQuery { States = [CardState.InProduction, CardState.Requested] }));
        Assert.Equal(4, await Store.CountCardsAsync(new CardQuery(), None));
    }

    [Theory]
    [InlineData(CardOrder.Priority, "E,A,d,B,C")]
    [InlineData(CardOrder.Oldest, "A,d,E,B,C")]
    [InlineData(CardOrder.Newest, "C,B,E,d,A")]
    [InlineData(CardOrder.Number, "A,B,C,d,E")]
    public async Task Every_order_breaks_ties_by_number(CardOrder order, string expected)
    {
        await ApplyAsync(
            Add("d", 3), Add("E", 9), Add("C", 3, null, null, Start.AddHours(2)),
            Add("A", 3), Add("B", 3, null, null, Start.AddHours(1)));

        Assert.Equal(expected, string.Join(',', await FindNumbersAsync(new CardQuery { Order = order })));
        List<string> middle = await FindNumbersAsync(new CardQuery { Order = order, Skip = 1, First = 3 });
        Assert.Equal(expected[2..^2], string.Join(',', middle));
    }

    [Theory]
    [InlineData(CardOrder.Priority)]
    [InlineData(CardOrder.Oldest)]
    [InlineData(CardOrder.Newest)]
    [InlineData(CardOrder.Number)]
    public async Task Pages_meet_without_gap_or_overlap(CardOrder order)
    {
        IEnumerable<AddCard> additions = Enumerable.Range(0, 5000)
            .Select(i => Add($"T-{i:0000}", i % 10, null, null, Start.AddSeconds(i / 1000)));
        await ApplyAsync([.. additions]);

        var query = new CardQuery { Order = order };
        List<TemporaryCard> cards = await ListAsync(Store.FindCardsAsync(query, None));

        Assert.Equal(5000, cards.Select(card => card.CardNumber).Distinct(StringComparer.Ordinal).Count());
        IOrderedEnumerable<TemporaryCard> expected = order switch
        {
            CardOrder.Priority => cards.OrderByDescending(card => card.Priority).ThenBy(card => card.RequestedAt),
            CardOrder.Oldest => cards.OrderBy(card => card.RequestedAt),
            CardOrder.Newest => cards.OrderByDescending(card => card.RequestedAt)
                .ThenByDescending(card => card.CardNumber, StringComparer.Ordinal),
            _ => cards.OrderBy(_ => 0),
        };
        IEnumerable<string> numbers =
            expected.ThenBy(card => card.CardNumber, StringComparer.Ordinal).Select(card => card.CardNumber);
        Assert.Equal(numbers, cards.Select(card => card.CardNumber));
        Assert.Equal(numbers.Skip(100).Take(2500), await FindNumbersAsync(query with { Skip = 100, First = 2500 }));
        // A pattern that finds more than a blind planner may sort.
        Assert.Equal(numbers, await FindNumbersAsync(query with { Numbers = ["T-*"] }));
    }

    [Fact]
    public async Task A_search_reads_no_further_than_is_taken_and_stops_nobody_from_writing()
    {
        await ApplyAsync([.. Enumerable.Range(0, 1000).Select(i => Add($"T-{i:000}"))]);
        await using IAsyncEnumerator<TemporaryCard> cards =
            Store.FindCardsAsync(new CardQuery(), None).GetAsyncEnumerator(None);
        for (int i = 0; i < 10; i++)
            Assert.True(await cards.MoveNextAsync());

        await ApplyAsync(OpenBatch(), Claim("T-999"));

        while (await cards.MoveNextAsync() && cards.Current.CardNumber is not "T-999")
        {
        }

        // It was changed after the search began, so it can't have been read before it was asked for.
        Assert.Equal(CardState.InProduction, cards.Current.State);
    }

    [Fact]
    public async Task A_search_can_be_cancelled()
    {
        await ApplyAsync(Add("T-1"));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ListAsync(Store.FindCardsAsync(new CardQuery(), cancelled.Token)));
    }

    private async Task<List<string>> FindNumbersAsync(CardQuery query) =>
        [.. (await ListAsync(Store.FindCardsAsync(query, None))).Select(card => card.CardNumber)];
}
