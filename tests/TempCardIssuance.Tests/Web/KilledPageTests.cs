using Microsoft.Playwright;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Composition.Pins;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Web;

/// <summary>The page's process is killed while it makes cards, and whoever was at it goes on when it is there again.</summary>
public sealed class KilledPageTests
{
    private const string Batch = "B-000001";

    [ToolFact("chromium")]
    public async Task A_batch_of_a_page_that_was_killed_is_Interrupted_and_is_resumed_in_the_browser()
    {
        await using var workshop = new Workshop(
            "- { name: desk-1, reader: virtual, cards: 1000, printer: files, timing: true }");
        string[] cards = await workshop.RequestAsync(8);
        await using (PageServer server = await PageServer.StartAsync(workshop))
        await using (Browser browser = await Browser.OpenAsync(server))
        {
            await browser.PressAsync("button[value=all]");
            await browser.Page.GetByText("8 cards ticked").WaitForAsync();
            await browser.PressAsync("button[value=check]");
            await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
            await browser.Page.GetByRole(AriaRole.Heading, new() { Name = $"Production of {Batch}" }).WaitForAsync();
            // The first card is in hand: it was begun, and nobody ends it.
            while ((await PinHouse.EventsAsync(workshop, AuditKinds.ProductionStarted)).Count == 0)
                await Task.Yield();
            await server.KillAsync();
        }

        // As if the lease of the process that died had run out.
        PinHouse.Execute(workshop, "UPDATE leases SET until = 0");
        await using PageServer next = await PageServer.StartAsync(workshop);
        await using Browser again = await Browser.OpenAsync(next);
        IPage page = again.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Batches", Exact = true }).ClickAsync();
        await page.Locator(".mark", new() { HasText = "Interrupted" }).WaitForAsync();
        await again.JudgeAsync("Batches");
        await page.GetByRole(AriaRole.Link, new() { Name = Batch }).ClickAsync();
        await page.GetByText("Production was interrupted").WaitForAsync();
        await again.JudgeAsync($"Result of {Batch}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).DblClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Complete order" }).WaitForAsync();
        // The card that was in hand may have failed with its body: it is repeated like any.
        if ((await workshop.Session.Store.GetBatchAsync(Batch, withProductions: false, default))!.Failed > 0)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Repeat production" }).ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = $"Repeat production of {Batch}" }).WaitForAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Repeat production" }).ClickAsync();
        }

        await page.GetByText("All in order: complete the order").WaitForAsync();
        Assert.All(cards, card => Assert.Equal(CardState.Unassigned, workshop.StateAsync(card).Result));
        CardBatch batch = (await workshop.Session.Store.GetBatchAsync(Batch, withProductions: true, default))!;
        Assert.Equal(BatchState.Produced, batch.State);
        Assert.Equal(
            cards,
            batch.Productions.Where(p => p.State == ProductionState.Succeeded).Select(p => p.CardNumber).Order());
        Assert.Empty(again.Complaints);
    }
}
