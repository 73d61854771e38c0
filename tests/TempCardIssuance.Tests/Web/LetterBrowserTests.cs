using Microsoft.Playwright;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Printing;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;
using static TempCardIssuance.Tests.Web.LetterHouse;

namespace TempCardIssuance.Tests.Web;

/// <summary>Letters, and cards that are requested again, in Debian's Chromium.</summary>
public sealed class LetterBrowserTests
{
    [ToolFact("chromium", "rsvg-convert")]
    public async Task Letters_are_ticked_and_printed_and_printed_again_and_it_is_told_how_each_came_out()
    {
        await using var printer = new QueuePrinter();
        await using Workshop workshop = await OpenAsync(TypedTo(printer));
        await using PageServer server = await PageServer.StartAsync(workshop);
        await using Browser browser = await Browser.OpenAsync(server);
        IPage page = browser.Page;
        string password = Password(workshop);
        // The first one waits at the printer until it was looked at.
        var seen = new TaskCompletionSource();
        printer.Called = () => printer.Operations.Contains(2) ? seen.Task : Task.CompletedTask;

        await page.GetByRole(AriaRole.Link, new() { Name = "Letters", Exact = true }).ClickAsync();
        await browser.JudgeAsync("Letters");
        await page.GetByLabel(Card).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Print what is ticked" }).ClickAsync();
        await browser.JudgeAsync("Print letters");
        await page.Locator("input[type=password]").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Print", Exact = true }).ClickAsync();
        await page.GetByText("TempCard.RecipientKeyInvalid").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await page.Locator("input[type=password]").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Print", Exact = true }).DblClickAsync();

        await browser.JudgeAsync("Letters are being printed");
        seen.SetResult();
        // Nobody reloads: the page tells when the last one is printed.
        await browser.JudgeAsync("Letters that were printed");
        await page.ReloadAsync();
        await page.GetByText(printer.Printed.Single().Split(": ")[1]).WaitForAsync();
        await page.GoBackAsync();
        await page.GoForwardAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Letters", Exact = true }).First.ClickAsync();
        await page.GetByText("1 card without such a letter").WaitForAsync();

        printer.Called = () => printer.Operations.Count(o => o == 2) == 2 ? throw new IOException("away") : Task.CompletedTask;
        await page.GetByRole(AriaRole.Button, new() { Name = "Print all 1, on every page" }).ClickAsync();
        await page.Locator("input[type=password]").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Print", Exact = true }).ClickAsync();
        await browser.JudgeAsync("Letters that were printed");
        await page.GetByText("Look at the printer.").WaitForAsync();
        printer.Called = () => Task.CompletedTask;

        await page.GetByRole(AriaRole.Link, new() { Name = "Letters", Exact = true }).First.ClickAsync();
        await browser.JudgeAsync("Letters");
        // By keyboard alone, and not without a reason.
        await page.GetByRole(AriaRole.Checkbox, new() { Name = Other }).PressAsync("Space");
        await browser.PressAsync("button[value=again]");
        Assert.True(await page.Locator("#reason:invalid").IsVisibleAsync());
        await page.Locator("#reason").FillAsync("looked: it is not there");
        await browser.PressAsync("button[value=again]");
        await page.Locator("input[type=password]").FillAsync(password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await browser.JudgeAsync("Letters that were printed");

        Assert.DoesNotContain(password, page.Url + await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(2, printer.Printed.Select(job => job.Split(": ")[1]).Distinct().Count());
        // But for the password that was wrong.
        Assert.DoesNotContain(browser.Complaints, c => !c.Contains("422", StringComparison.Ordinal));
    }

    [ToolFact("chromium")]
    public async Task Without_a_printer_the_page_says_what_to_set()
    {
        await using Workshop workshop = await OpenAsync();
        await using PageServer server = await PageServer.StartAsync(workshop);
        await using Browser browser = await Browser.OpenAsync(server);

        await browser.PressAsync("a[href='/letters']");
        await browser.Page.GetByText("letters.uri").WaitForAsync();
        await browser.JudgeAsync("Letters");
        await browser.PressAsync("button[value=all]");
        await browser.JudgeAsync("Print letters");
    }

    [ToolFact("chromium")]
    public async Task Cards_that_came_back_are_requested_again_by_keyboard_alone()
    {
        await using Workshop workshop = await AgainFormTests.ReturnedAsync();
        await using PageServer server = await PageServer.StartAsync(workshop);
        await using Browser browser = await Browser.OpenAsync(server);
        IPage page = browser.Page;

        await browser.PressAsync("a[href='/cards']");
        await browser.JudgeAsync("Cards");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = Card }).PressAsync("Space");
        await browser.PressAsync("#again button");
        await browser.JudgeAsync("Request again");
        await page.Locator("#newBody").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Request 1 card again" }).WaitForAsync();
        await browser.JudgeAsync("Request again");
        await browser.PressAsync("button.main");
        await browser.JudgeAsync("Requests");
        await page.GetByText("Done:").WaitForAsync();

        // The other one from its page, with another body.
        await browser.PressAsync("a[href='/cards']");
        await browser.PressAsync($"a[href='/cards/{Other}']");
        await browser.JudgeAsync($"Card {Other}");
        await browser.PressAsync("form[action='/requests/again'] button");
        await page.Locator("#newBody").FillAsync("chip broken");
        await page.Locator("#newBody").PressAsync("Enter");
        await page.Locator("button.grave").WaitForAsync();
        await browser.PressAsync("button.grave");
        await page.GetByText("Done:").WaitForAsync();
        // Going back tells what has happened since, and does nothing.
        await page.GoBackAsync();
        await page.ReloadAsync();
        await page.GetByText("TempCard.CardStateInvalid").WaitForAsync();
        Assert.Empty(browser.Complaints);
    }
}
