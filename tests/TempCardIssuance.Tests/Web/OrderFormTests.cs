using System.Net;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Web;

/// <summary>The use case by forms alone, as a browser without script sends them.</summary>
public sealed class OrderFormTests
{
    private static readonly (string, string)[] Options =
        [("encode", "on"), ("print", "on"), ("pin", "6"), ("puk", "8"), ("station", "desk-1")];

    [Fact]
    public async Task A_form_that_is_sent_twice_is_done_once()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(2);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string check = await client.SubmitAsync(
            "/orders", "/orders", [.. Options, ("go", "check"), ("card", cards[0])]);
        string issue = check.Replace("/check", "/issue", StringComparison.Ordinal);
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync(check), issue);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));

        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => client.PostAsync(issue, PageForms.Content(hidden))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        Assert.Single(answers.Select(a => a.Headers.Location!.OriginalString).Distinct());
        Assert.Single(await workshop.Session.Store.FindBatchesAsync(new(), CancellationToken.None).ToListAsync());
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[1]));
    }

    [Fact]
    public async Task Ticks_last_over_pages_searches_and_reloads_and_two_tabs_have_their_own()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(250);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        string first = await client.SubmitAsync(
            "/orders", "/orders", [.. Options, ("go", "2"), ("shown", cards[0]), ("card", cards[0])]);
        string second = await client.SubmitAsync(
            first, first, [.. Options, ("go", "search"), ("number", cards[240]), ("card", cards[150])]);
        string other = await client.SubmitAsync("/orders", "/orders", [.. Options, ("go", "search")]);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        string page = await client.TextAsync(first);
        Assert.Contains("2 cards ticked", page, StringComparison.Ordinal);
        Assert.Contains($"{cards[0]}, {cards[150]}", page, StringComparison.Ordinal);
        Assert.Contains("1 card requested", page, StringComparison.Ordinal);
        Assert.Contains("0 cards ticked", await client.TextAsync(other), StringComparison.Ordinal);

        await client.SubmitAsync(first, first, [.. Options, ("go", "all"), ("number", "")]);
        Assert.Contains("250 cards ticked", await client.TextAsync(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_another_has_claimed_since_is_told_and_left_out()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(2);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string check = await client.SubmitAsync(
            "/orders", "/orders", [.. Options, ("go", "check"), ("card", cards[0]), ("card", cards[1])]);
        string issue = check.Replace("/check", "/issue", StringComparison.Ordinal);
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync(check), issue);
        await workshop.IssueAsync([cards[0]]);

        HttpResponseMessage answer = await client.PostAsync(issue, PageForms.Content(hidden));
        string batch = answer.Headers.Location!.OriginalString;
        await WaitAsync(client, batch);

        Assert.Contains(ErrorIds.CardNotRequested, await client.TextAsync(batch), StringComparison.Ordinal);
        Assert.Contains(ErrorIds.CardNotRequested, await client.TextAsync(check), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pin", "3", ErrorIds.PinLengthInvalid)]
    [InlineData("station", "elsewhere", ErrorIds.StationNotFound)]
    [InlineData("certificate", "nonsense", ErrorIds.ProfileNotFound)]
    public async Task A_forged_option_is_refused_by_the_rules_of_all(string name, string value, string errorId)
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        string check = await client.SubmitAsync(
            "/orders",
            "/orders",
            [.. Options.Where(o => o.Item1 != name), (name, value), ("go", "check"), ("card", cards[0])]);

        Assert.Contains(errorId, await client.TextAsync(check), StringComparison.Ordinal);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));
    }

    [Fact]
    public async Task What_is_not_ready_is_told_before_anything_is_claimed()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        Directory.Delete(Path.Combine(workshop.Folder, "secrets"), recursive: true);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        string check = await client.SubmitAsync(
            "/orders", "/orders", [.. Options, ("go", "check"), ("card", cards[0])]);

        Assert.Contains(ErrorIds.SecretMissing, await client.TextAsync(check), StringComparison.Ordinal);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));
    }

    [Fact]
    public async Task A_page_that_is_killed_leaves_a_batch_that_is_resumed_like_any()
    {
        await using var workshop = new Workshop(
            "- { name: desk-1, reader: virtual, cards: 1000, printer: files, timing: true }");
        string[] cards = await workshop.RequestAsync(3);
        string batch;
        await using (PageServer server = await PageServer.StartAsync(workshop))
        {
            using HttpClient client = await server.ClientAsync();
            batch = await IssueAsync(client, cards);
            await server.KillAsync();
        }

        // As if the lease of the process that died had run out.
        workshop.Clock.Advance(TimeSpan.FromHours(1));
        CardBatch left =
            await workshop.Session.Store.RequireBatchAsync(PageForms.BatchOf(batch), false, CancellationToken.None);
        Assert.Equal(BatchState.Interrupted, left.State);
        Planned<CardBatch> resume = await workshop.Session.Batches.ResumeAsync(left.Id, null, CancellationToken.None);
        await resume.ActAsync(CancellationToken.None);
        await using PageServer next = await PageServer.StartAsync(workshop);
        using HttpClient again = await next.ClientAsync();
        Assert.Contains("Complete order", await again.TextAsync(batch), StringComparison.Ordinal);
        Assert.All(cards, c => Assert.NotEqual(CardState.Requested, workshop.StateAsync(c).Result));
    }

    [Fact]
    public async Task A_batch_that_was_stopped_is_resumed_on_its_page()
    {
        await using var workshop = new Workshop(
            "- { name: desk-1, reader: virtual, cards: 1000, printer: files, timing: true }");
        string[] cards = await workshop.RequestAsync(6);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string batch = await IssueAsync(client, cards);

        await client.SubmitAsync(batch, $"{batch}/stop");
        await WaitAsync(client, batch);
        CardBatch stopped =
            await workshop.Session.Store.RequireBatchAsync(PageForms.BatchOf(batch), false, CancellationToken.None);
        await client.SubmitAsync(batch, $"{batch}/resume");
        await WaitAsync(client, batch);

        Assert.Equal(BatchState.Interrupted, stopped.State);
        Assert.All(cards, c => Assert.Equal(CardState.Unassigned, workshop.StateAsync(c).Result));
    }

    /// <summary>Has all of these cards made; gives where they are watched.</summary>
    internal static async Task<string> IssueAsync(HttpClient client, IEnumerable<string> cards)
    {
        string check = await client.SubmitAsync(
            "/orders", "/orders", [.. Options, ("go", "check"), .. cards.Select(c => ("card", c))]);
        return await client.SubmitAsync(check, check.Replace("/check", "/issue", StringComparison.Ordinal));
    }

    /// <summary>Listens to the events of a batch until it is made.</summary>
    internal static async Task WaitAsync(HttpClient client, string batch)
    {
        using Stream events = await client.GetStreamAsync($"{batch}/events");
        using var reader = new StreamReader(events);
        while (await reader.ReadLineAsync() is { } line && line != "event: ended")
        {
        }
    }
}
