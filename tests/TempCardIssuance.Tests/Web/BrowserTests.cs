using Microsoft.Playwright;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Planning;
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
        await page.GetByRole(AriaRole.Link, new() { Name = "Set PIN" }).ClickAsync();
        await browser.JudgeAsync($"PIN of card {cards[0]}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back - nothing done" }).ClickAsync();
        await browser.ActAsync("Take back", ("#notSeen", "reader is broken"));
        Assert.Equal(CardState.Returned, await workshop.StateAsync(cards[0]));
        foreach (string area in new[] { "Requests", "Batches", "Stock", "Stations", "Trail" })
        {
            await page.GetByRole(AriaRole.Link, new() { Name = area, Exact = true }).ClickAsync();
            await browser.JudgeAsync(area);
        }

        Assert.DoesNotContain("anna.meier", page.Url, StringComparison.Ordinal);
        Assert.Empty(browser.Complaints);
    }

    [ToolFact("chromium")]
    public async Task A_second_operator_completes_what_the_first_had_made()
    {
        await using SignInHouse house = await SignInHouse.StartAsync(("# dualControl: true", "dualControl: true"));
        await house.Workshop.RequestAsync(1);
        house.Provider.Who = ("anna", ["card-operators"]);
        await using Browser anna = await Browser.OpenAsync(house.Server);
        house.Provider.Who = ("bert", ["card-operators"]);
        await using Browser bert = await Browser.OpenAsync(house.Server);

        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Tick all 1" }).ClickAsync();
        await anna.Page.GetByText("1 card ticked").WaitForAsync();
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Issue", Exact = true }).ClickAsync();
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await anna.JudgeAsync("Result of B-000001");
        await anna.Page.GetByRole(AriaRole.Link, new() { Name = "Complete order" }).ClickAsync();
        await anna.Page.GetByText("TempCard.DualControl").WaitForAsync();
        await anna.JudgeAsync("Complete order B-000001");
        Assert.Equal(0, await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Complete order" }).CountAsync());

        await bert.Page.GetByRole(AriaRole.Link, new() { Name = "Batches", Exact = true }).ClickAsync();
        await bert.Page.GetByRole(AriaRole.Link, new() { Name = "B-000001" }).ClickAsync();
        await bert.Page.GetByRole(AriaRole.Link, new() { Name = "Complete order" }).ClickAsync();
        await bert.Page.GetByRole(AriaRole.Button, new() { Name = "Complete order" }).ClickAsync();
        await bert.Page.GetByText("The order is completed.").WaitForAsync();
        await bert.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await bert.JudgeAsync("Signed out");
    }

    [ToolFact("chromium")]
    public async Task A_batch_in_line_tells_by_itself_when_a_station_takes_it_up()
    {
        await using var workshop = new Workshop(replace: ("\nissuance:\n", "\npage: { enqueue: true }\nissuance:\n"));
        await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        await using Browser browser = await Browser.OpenAsync(server);
        IPage page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Tick all 1" }).ClickAsync();
        await page.GetByText("1 card ticked").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Issue", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await page.GetByText("waits for a station").WaitForAsync();
        await browser.JudgeAsync("Production of B-000001");
        await workshop.Session.Joining.JoinAsync("B-000001", null, workshop, CancellationToken.None);

        await browser.JudgeAsync("Result of B-000001");
        Assert.Empty(browser.Complaints);
    }

    [ToolFact("chromium")]
    public async Task Who_watches_is_told_that_the_page_is_gone()
    {
        await using var workshop = new Workshop();
        await workshop.IssueAsync(new IssuanceRequest { CardNumbers = await workshop.RequestAsync(1), Enqueue = true });
        await using PageServer server = await PageServer.StartAsync(workshop);
        await using Browser browser = await Browser.OpenAsync(server);
        IPage page = browser.Page;
        await page.GotoAsync(new Uri(server.Address, "/batches/B-000001").AbsoluteUri);
        await page.GetByText("waits for a station").WaitForAsync();
        await Assertions.Expect(page.Locator("#away")).ToBeHiddenAsync();

        await server.KillAsync();
        await page.Locator("#away").WaitForAsync();

        await browser.JudgeAsync("Production of B-000001");
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
}
