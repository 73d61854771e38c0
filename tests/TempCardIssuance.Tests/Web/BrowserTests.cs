using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Web;

/// <summary>The use case as an operator clicks it, in Debian's Chromium; each page is judged by axe-core.</summary>
public sealed class BrowserTests
{
    private const string OneFails =
        "- { name: desk-1, reader: virtual, cards: 1000, printer: files, faults: [{ card: 2, apdu: 20 }] }";

    [ToolFact("chromium")]
    public async Task An_order_is_searched_checked_made_repeated_and_completed()
    {
        await using var workshop = new Workshop(OneFails);
        string[] cards = await workshop.RequestAsync(4);
        await using PageServer server = await PageServer.StartAsync(workshop);
        await using Browser browser = await Browser.OpenAsync(server);
        IPage page = browser.Page;

        await browser.JudgeAsync("BATCH ORDERS");
        await page.Locator("#number").FillAsync($"{cards[0]} {cards[1]} {cards[2]}");
        await page.Locator("#number").PressAsync("Enter");
        await page.GetByText("3 cards requested").WaitForAsync();
        await page.GetByLabel("Tick all on this page").CheckAsync();
        await page.GetByText("3 cards ticked").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Issue", Exact = true }).ClickAsync();

        await browser.JudgeAsync("Check");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back - nothing done" }).ClickAsync();
        await page.GetByText("3 cards ticked").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Issue", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).DblClickAsync();

        // Nobody reloads: the page tells when the last card is made.
        await browser.JudgeAsync("Result of B-000001");
        Assert.Equal(2 * 2, await page.Locator(".faces img").CountAsync());
        await page.GoBackAsync();
        await page.GoForwardAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = cards[1] }).CheckAsync();
        await page.GetByLabel("Reason for the repeat").FillAsync("torn out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Repeat production" }).ClickAsync();
        await browser.JudgeAsync("Repeat production of B-000001");
        await page.GetByRole(AriaRole.Button, new() { Name = "Repeat production" }).ClickAsync();

        await browser.JudgeAsync("Result of B-000001");
        await page.GetByRole(AriaRole.Link, new() { Name = "Complete order" }).ClickAsync();
        await browser.JudgeAsync("Complete order B-000001");
        await page.GetByRole(AriaRole.Button, new() { Name = "Complete order" }).ClickAsync();
        await page.GetByText("The order is completed.").WaitForAsync();

        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[3]));
        Assert.Single(await workshop.Session.Store.FindBatchesAsync(new(), CancellationToken.None).ToListAsync());
        Assert.Empty(browser.Complaints);
    }

    [ToolFact("chromium")]
    public async Task An_order_is_cancelled_by_keyboard_alone()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync(enter: false);
        await using Browser browser = await Browser.OpenAsync(server);
        IPage page = browser.Page;

        await browser.PressAsync("button[value=all]");
        await page.GetByText("1 card ticked").WaitForAsync();
        await browser.PressAsync("button[value=check]");
        await browser.JudgeAsync("Check");
        await browser.PressAsync("button.main");
        await browser.JudgeAsync("Result of B-000001");
        await browser.PressAsync("a.grave");
        await browser.JudgeAsync("Cancel order B-000001");
        await browser.PressAsync("button.grave");
        await page.GetByText("The order was cancelled").WaitForAsync();

        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));
    }

    [ToolFact("chromium")]
    public async Task The_day_of_a_desk()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        await using Browser browser = await Browser.OpenAsync(server);
        IPage page = browser.Page;
        await workshop.IssueAsync(cards);
        await (await workshop.Session.Batches.CompleteAsync(
            new() { BatchId = "B-000001" }, CancellationToken.None)).ActAsync(CancellationToken.None);

        await page.GetByRole(AriaRole.Link, new() { Name = "Cards", Exact = true }).ClickAsync();
        await browser.JudgeAsync("Cards");
        await page.GetByRole(AriaRole.Link, new() { Name = cards[0] }).ClickAsync();
        await browser.JudgeAsync($"Card {cards[0]}");
        await browser.ActAsync("Grant", ("#holder", "anna.meier"));
        Assert.Equal(CardState.Assigned, await workshop.StateAsync(cards[0]));
        await browser.ActAsync("Take back", ("#notSeen", "reader is broken"));
        Assert.Equal(CardState.Returned, await workshop.StateAsync(cards[0]));
        foreach (string area in new[] { "Requests", "Batches", "Stations", "Trail" })
        {
            await page.GetByRole(AriaRole.Link, new() { Name = area, Exact = true }).ClickAsync();
            await browser.JudgeAsync(area);
        }

        Assert.DoesNotContain("anna.meier", page.Url, StringComparison.Ordinal);
        Assert.Empty(browser.Complaints);
    }

    [ToolFact("chromium")]
    public async Task It_works_without_script()
    {
        await using var workshop = new Workshop();
        await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        await using Browser browser = await Browser.OpenAsync(server, new() { JavaScriptEnabled = false });
        IPage page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Tick all 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Issue", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "Result of B-000001" }).WaitForAsync();
    }

    /// <summary>A window of Chromium that was let in.</summary>
    private sealed class Browser : IAsyncDisposable
    {
        private readonly IPlaywright _playwright;
        private readonly IBrowser _browser;

        private Browser(IPlaywright playwright, IBrowser browser, IPage page)
        {
            _playwright = playwright;
            _browser = browser;
            Page = page;
            page.Console += (_, said) =>
            {
                if (said.Type == "error")
                    Complaints.Add(said.Text);
            };
            page.PageError += (_, error) => Complaints.Add(error);
        }

        /// <summary>Milliseconds after which something hangs, and no machine is just busy.</summary>
        private const float Hang = 600_000;

        public IPage Page { get; }

        /// <summary>What the browser found wrong: a script that fails, or something that the policy stopped.</summary>
        public List<string> Complaints { get; } = [];

        public static async Task<Browser> OpenAsync(PageServer server, BrowserNewContextOptions? options = null)
        {
            IPlaywright playwright = await Playwright.CreateAsync();
            IBrowser browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = "/usr/bin/chromium",
                // Root, as in a container, has no sandbox.
                Args = ["--no-sandbox"],
                Timeout = Hang,
            });
            IBrowserContext context = await browser.NewContextAsync(options);
            context.SetDefaultTimeout(Hang);
            var opened = new Browser(playwright, browser, await context.NewPageAsync());
            await opened.Page.GotoAsync(new Uri(server.LinkFile).AbsoluteUri);
            await opened.Page.GetByRole(AriaRole.Heading, new() { Name = "BATCH ORDERS" }).WaitForAsync();
            return opened;
        }

        /// <summary>Waits for a page, and has axe-core look at it.</summary>
        public async Task JudgeAsync(string title)
        {
            await Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true, Level = 1 }).WaitForAsync();
            AxeResult judged = await Page.RunAxe();
            Assert.Empty(judged.Violations.SelectMany(v => v.Nodes.Select(n => $"{title}: {v.Id}: {n.Html}")));
        }

        /// <summary>Goes there and presses Enter; the pointer does nothing.</summary>
        public async Task PressAsync(string selector)
        {
            ILocator target = Page.Locator(selector).First;
            await target.FocusAsync();
            await target.PressAsync("Enter");
        }

        /// <summary>Does something with the card whose page is shown.</summary>
        public async Task ActAsync(string action, params (string Field, string Text)[] values)
        {
            await Page.GetByRole(AriaRole.Link, new() { Name = action, Exact = true }).ClickAsync();
            foreach ((string field, string text) in values)
                await Page.Locator(field).FillAsync(text);
            await Page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
            await Page.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
            await Page.GetByText("Done:").WaitForAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _browser.DisposeAsync();
            _playwright.Dispose();
        }
    }
}
