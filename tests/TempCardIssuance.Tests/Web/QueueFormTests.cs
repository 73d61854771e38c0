using System.Net;
using System.Text.RegularExpressions;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Web;

/// <summary>A page that makes nothing itself, what operators may choose, stock, and PINs at the desk.</summary>
public sealed partial class QueueFormTests
{
    private static readonly (string, string)[] Options =
        [("encode", "on"), ("print", "on"), ("pin", "6"), ("puk", "8")];

    private static readonly (string, string) OnlyEnqueues = ("\nissuance:\n", "\npage: { enqueue: true }\nissuance:\n");

    [Fact]
    public async Task A_page_puts_batches_in_line_and_stations_elsewhere_make_them()
    {
        await using var workshop = new Workshop(
            "- { name: desk-1, reader: virtual, cards: 1000, printer: files, faults: [{ card: 2, apdu: 20 }] }",
            OnlyEnqueues);
        string[] cards = await workshop.RequestAsync(2);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        Assert.DoesNotContain("name=\"station\"", await client.TextAsync("/orders"), StringComparison.Ordinal);

        // A forged station makes nothing here either.
        string check = await client.SubmitAsync(
            "/orders",
            "/orders",
            [.. Options, ("station", "desk-1"), ("go", "check"), .. cards.Select(c => ("card", c))]);
        string batch = await client.SubmitAsync(check, check.Replace("/check", "/issue", StringComparison.Ordinal));
        Assert.Equal(BatchState.Queued, (await ReadAsync(workshop)).State);
        Assert.Contains("waits for a station", await client.TextAsync(batch), StringComparison.Ordinal);

        await workshop.Session.Joining.JoinAsync("B-000001", null, workshop, default);
        await OrderFormTests.WaitAsync(client, batch);
        Assert.Equal((BatchState.Produced, 1), ((await ReadAsync(workshop)).State, (await ReadAsync(workshop)).Failed));
        string repeat = await client.SubmitAsync(batch, $"{batch}/ticks", ("go", "repeat"));
        Assert.Equal(batch, await client.SubmitAsync(repeat, repeat));
        Assert.Equal((BatchState.Queued, 1), ((await ReadAsync(workshop)).State, (await ReadAsync(workshop)).Waiting));

        // Nobody takes it up: it is cancelled on its page.
        Assert.Contains($"{batch}/cancel", await client.TextAsync(batch), StringComparison.Ordinal);
        await client.SubmitAsync($"{batch}/cancel", $"{batch}/cancel");
        Assert.Equal(BatchState.Cancelled, (await ReadAsync(workshop)).State);
    }

    [Fact]
    public async Task What_an_operator_may_not_choose_is_off_and_a_forged_form_changes_nothing_of_it()
    {
        await using var workshop = new Workshop(
            replace: ("\nissuance:\n", "\nissuance:\n  operatorMay: { print: false, certificates: false, pukLength: false, minPinLength: 5 }\n"));
        string[] cards = await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string page = await client.TextAsync("/orders");
        foreach (string name in new[] { "print", "certificate", "puk" })
            Assert.Matches($"<input[^>]*name=\"{name}\"[^>]*disabled", page);
        Assert.DoesNotMatch("<input[^>]*name=\"encode\"[^>]*disabled", page);

        string check = await client.SubmitAsync(
            "/orders",
            "/orders",
            ("encode", "on"), ("pin", "4"), ("puk", "6"), ("station", "desk-1"), ("go", "check"), ("card", cards[0]));
        Assert.Contains(ErrorIds.OptionNotPermitted, await client.TextAsync(check), StringComparison.Ordinal);
        string issue = check.Replace("/check", "/issue", StringComparison.Ordinal);
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync("/orders"), "/orders");
        HttpResponseMessage forged = await client.PostAsync(issue, PageForms.Content(hidden, ("cards", cards[0])));
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));

        check = await client.SubmitAsync(
            "/orders",
            "/orders",
            ("encode", "on"), ("pin", "7"), ("puk", "6"), ("station", "desk-1"), ("go", "check"), ("card", cards[0]));
        string batch = await client.SubmitAsync(check, check.Replace("/check", "/issue", StringComparison.Ordinal));
        await OrderFormTests.WaitAsync(client, batch);
        BatchOptions options = (await ReadAsync(workshop)).Options;
        BatchOptions defaults = workshop.Session.Settings.Defaults;
        Assert.Equal((7, defaults.PukLength, true), (options.PinLength, options.PukLength, options.Print));
        Assert.Equal(defaults.Certificates, options.Certificates);
    }

    [Fact]
    public async Task All_of_ten_thousand_are_ticked_and_shown_page_by_page()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(10_000);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        string draft = await client.SubmitAsync("/orders", "/orders", [.. Options, ("station", "desk-1"), ("go", "all")]);
        string page = await client.TextAsync(draft);
        Assert.Contains("10,000 cards ticked", page, StringComparison.Ordinal);
        Assert.Contains("Page 1 of 100", page, StringComparison.Ordinal);
        Assert.Equal(100, Ticks().Count(page));
        string last = await client.SubmitAsync(draft, draft, [.. Options, ("station", "desk-1"), ("go", "100"), .. Shown(page)]);
        page = await client.TextAsync(last);
        Assert.Contains(cards[^1], page, StringComparison.Ordinal);
        string check = await client.SubmitAsync(
            last, last, [.. Options, ("station", "desk-1"), ("go", "check"), .. Shown(page)]);
        page = await client.TextAsync(check);
        Assert.Contains("10,000 cards", page, StringComparison.Ordinal);
        Assert.True(page.Length < 1_000_000, $"{page.Length}");
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));
    }

    [Fact]
    public async Task Stock_says_what_is_short()
    {
        await using var workshop = new Workshop(replace: ("\nissuance:\n", "\nstock: { Berlin: 5, Bern: 2 }\nissuance:\n"));
        await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        string page = await client.TextAsync("/stock");

        Assert.Contains("Berlin", page, StringComparison.Ordinal);
        Assert.Contains("Bern", page, StringComparison.Ordinal);
        Assert.Contains("Cards are short", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PIN_that_is_typed_is_shown_and_kept_nowhere()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        await workshop.IssueAsync(cards);
        await (await workshop.Session.Batches.CompleteAsync(
            new() { BatchId = "B-000001" }, default)).ActAsync(default);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string path = $"/cards/{cards[0]}/pin";
        string form = await client.TextAsync(path);
        Assert.Equal(2, Regex.Count(form, "type=\"password\"", RegexOptions.None, TimeSpan.FromMinutes(1)));
        const string pin = "48291573";
        async Task<(HttpStatusCode, string)> SendAsync(params (string, string)[] values)
        {
            HttpResponseMessage answer =
                await client.PostAsync(path, PageForms.Content(PageForms.Hidden(form, path), values));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        // The reader of this machine has a blank in it.
        (HttpStatusCode code, string text) =
            await SendAsync(("station", "desk-1"), ("reason", "forgotten"), ("first", pin), ("second", pin));
        Assert.True(code is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict or HttpStatusCode.NotFound, $"{code}: {text}");
        Assert.Contains("TempCard.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(pin, text, StringComparison.Ordinal);
        (code, _) = await SendAsync(("token", "nonsense"), ("station", "desk-1"), ("first", pin), ("second", pin));
        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.DoesNotContain(pin, await client.TextAsync($"/cards/{cards[0]}"), StringComparison.Ordinal);
        Assert.All(
            await workshop.Session.Store.ReadAuditAsync(new AuditQuery(), default).ToListAsync(),
            e => Assert.DoesNotContain(pin, e.Detail ?? "", StringComparison.Ordinal));
    }

    private static IEnumerable<(string, string)> Shown(string page) =>
        Ticks().Matches(page).SelectMany(m => new[] { ("shown", m.Groups["card"].Value), ("card", m.Groups["card"].Value) });

    private static async Task<CardBatch> ReadAsync(Workshop workshop) =>
        (await workshop.Session.Store.GetBatchAsync("B-000001", withProductions: false, default))!;

    [GeneratedRegex(
        "<input type=\"checkbox\" name=\"card\" value=\"(?<card>[^\"]*)\"", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Ticks();
}
