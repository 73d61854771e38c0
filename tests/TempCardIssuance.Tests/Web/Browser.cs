using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace TempCardIssuance.Tests.Web;

/// <summary>A window of Chromium that was let in.</summary>
internal sealed class Browser : IAsyncDisposable
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

    /// <summary>The folder for pictures of the pages that are judged; null: none are taken.</summary>
    private static string? Pictures { get; } = Environment.GetEnvironmentVariable("TEMPCARD_PICTURES");

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
        options ??= new BrowserNewContextOptions();
        // The certificate of a page where people sign in is the test's own.
        options.IgnoreHTTPSErrors = true;
        IBrowserContext context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Hang);
        var opened = new Browser(playwright, browser, await context.NewPageAsync());
        await opened.Page.GotoAsync(server.LinkFile.Length > 0
            ? new Uri(server.LinkFile).AbsoluteUri
            : new Uri(server.Address, "/sign-in").AbsoluteUri);
        await opened.Page.GetByRole(AriaRole.Heading, new() { Name = "BATCH ORDERS" }).WaitForAsync();
        return opened;
    }

    /// <summary>
    /// Waits for a page, has axe-core look at it, and sees that nothing hangs out at 200 % of a small window and on a
    /// tablet.
    /// </summary>
    public async Task JudgeAsync(string title)
    {
        await Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true, Level = 1 }).WaitForAsync();
        AxeResult judged = await Page.RunAxe();
        Assert.Empty(judged.Violations.SelectMany(v => v.Nodes.Select(n => $"{title}: {v.Id}: {n.Html}")));
        foreach (int width in new[] { 640, 820 })
        {
            await Page.SetViewportSizeAsync(width, 800);
            Assert.True(
                await Page.EvaluateAsync<bool>(
                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                $"{title} is wider than {width}.");
        }

        await Page.SetViewportSizeAsync(1280, 800);
        if (Pictures is not null)
            await ShootAsync(title);
    }

    /// <summary>How many pages were judged: several have one title.</summary>
    private int _pictures;

    /// <summary>The page in light, in dark, at 200 % of a small window and on a tablet, for people to look at.</summary>
    private async Task ShootAsync(string title)
    {
        _pictures++;
        foreach ((string look, ColorScheme scheme, int width) in new[]
        {
            ("light", ColorScheme.Light, 1280), ("dark", ColorScheme.Dark, 1280), ("200", ColorScheme.Light, 640),
            ("tablet", ColorScheme.Light, 820),
        })
        {
            await Page.SetViewportSizeAsync(width, 800);
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures!, $"{title}-{_pictures}-{look}.png"), FullPage = true });
        }

        await Page.SetViewportSizeAsync(1280, 800);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
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
