using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Printing;
using TempCardIssuance.Web.Pages.Letters;
using TempCardIssuance.Web.Work;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;
using static TempCardIssuance.Tests.Web.LetterHouse;

namespace TempCardIssuance.Tests.Web;

/// <summary>Which letters are ticked, and how many are shown.</summary>
public sealed class LetterTickTests
{
    [ToolFact("rsvg-convert")]
    public async Task Ticks_last_over_batches_and_pages_and_are_printed_together()
    {
        await using var printer = new QueuePrinter();
        await using Workshop workshop = await OpenAsync(To(printer));
        string third = (await workshop.RequestAsync(1))[0];
        CardBatch batch = await workshop.IssueAsync([third]);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        string other = await client.SubmitAsync(Letters, Letters, ("go", $"batch:{batch.Id}"), ("card", Card));
        string ofOther = await client.TextAsync(other);
        string all = await client.SubmitAsync(other, Letters, ("go", "batch:"), ("card", third));
        string ofAll = await client.TextAsync(all);
        string check = await client.SubmitAsync(
            all, Letters, ("go", "ticked"), ("shown", "T-none"), ("reason", "kept"));
        string printed = await PrintAsync(client, check);

        Assert.Contains("1 card ticked", ofOther, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{Card}\"", ofOther, StringComparison.Ordinal);
        Assert.Contains("2 cards ticked", ofAll, StringComparison.Ordinal);
        Assert.Matches($"name=\"card\" value=\"{Card}\"[^>]*checked", ofAll);
        Assert.Matches($"name=\"card\" value=\"{third}\"[^>]*checked", ofAll);
        Assert.DoesNotMatch($"name=\"card\" value=\"{Other}\"[^>]*checked", ofAll);
        Assert.Contains(Card, printed, StringComparison.Ordinal);
        Assert.Contains(third, printed, StringComparison.Ordinal);
        Assert.DoesNotContain(Other, printed, StringComparison.Ordinal);
        Assert.Equal(2, printer.Printed.Count);
        // Back to where it was chosen: whoever has a letter now is not ticked any more, and the reason is kept.
        string back = await client.TextAsync(all);
        Assert.Contains("0 cards ticked", back, StringComparison.Ordinal);
        Assert.Contains("value=\"kept\"", back, StringComparison.Ordinal);
    }

    [ToolFact("rsvg-convert")]
    public async Task Letters_are_ticked_to_be_printed_again_and_a_letter_of_another_kind_has_ticks_of_its_own()
    {
        await using var printer = new QueuePrinter();
        await using Workshop workshop = await OpenAsync(To(printer));
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        await PrintAsync(client, await ChooseAsync(client, "all"));

        string next = await client.SubmitAsync(Letters, Letters, ("go", "l2"), ("letter", Card));
        string ofPage = await client.TextAsync(next);
        string other = await client.SubmitAsync(
            next, Letters, ("go", "search"), ("wantedKind", "Puk"), ("shownLetter", "T-none"));
        string ofOther = await client.TextAsync(other);

        Assert.Contains("letters=2", next, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"letter\"", ofPage, StringComparison.Ordinal);
        Assert.Contains("1 letter ticked", await client.TextAsync(
            next.Replace("letters=2", "letters=1", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("kind=Puk", other, StringComparison.Ordinal);
        Assert.Contains("0 cards ticked", ofOther, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_letters_a_browser_is_shown_those_to_look_after_and_the_last_ones()
    {
        string[] cards = [.. Enumerable.Range(1, 17_000).Select(i => $"T-{i:00000}")];
        using var run = new LetterRun(cards);
        foreach (string card in cards)
            run.Report(new LetterEnded(Letter(card, card == cards[7] ? LetterState.Unknown : LetterState.Printed)));
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);

        string page = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<LetterRunLive>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = new LetterRunModel("x", run) })))
            .ToHtmlString());

        Assert.InRange(page.Length, 1, 100_000);
        Assert.Contains(cards[7], page, StringComparison.Ordinal);
        Assert.Contains(cards[^1], page, StringComparison.Ordinal);
        Assert.DoesNotContain(cards[0], page, StringComparison.Ordinal);
        Assert.Contains("16,900 more", page, StringComparison.Ordinal);
        Assert.Contains("16999", page, StringComparison.Ordinal);
    }

    private static PinLetter Letter(string card, LetterState state) => new()
    {
        Number = $"L-{card}",
        CardNumber = card,
        ProductionId = $"P-{card}",
        Kind = LetterKind.Pin,
        Copy = 1,
        State = state,
        Printer = "printer",
        BegunAt = DateTimeOffset.UnixEpoch,
    };
}
