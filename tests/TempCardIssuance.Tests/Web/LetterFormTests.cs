using System.Net;
using System.Text;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Printing;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;
using static TempCardIssuance.Tests.Web.LetterHouse;

namespace TempCardIssuance.Tests.Web;

/// <summary>Letters, printed by forms alone.</summary>
public sealed class LetterFormTests
{
    [ToolFact("rsvg-convert")]
    public async Task A_letter_is_printed_once_and_again_only_with_a_reason()
    {
        await using var printer = new QueuePrinter();
        await using Workshop workshop = await OpenAsync(To(printer));
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string page = await client.TextAsync(Letters);
        Assert.Contains("2 cards without such a letter", page, StringComparison.Ordinal);
        Assert.Contains("B-000001: 2 cards", page, StringComparison.Ordinal);

        string ticked = await ChooseAsync(client, "ticked", ("card", Card));
        string done = await PrintAsync(client, ticked);
        string all = await PrintAsync(client, await ChooseAsync(client, "all"));
        string twice = await PrintAsync(client, await ChooseAsync(client, "ticked", ("card", Card)));
        string unsaid = await client.TextAsync(await ChooseAsync(client, "again", ("letter", Card), ("reason", "")));
        await PrintAsync(client, await ChooseAsync(client, "again", ("letter", Card), ("reason", "torn")));

        Assert.Contains(Card, done, StringComparison.Ordinal);
        Assert.DoesNotContain(Other, done, StringComparison.Ordinal);
        Assert.Contains(Other, all, StringComparison.Ordinal);
        Assert.Contains(ErrorIds.LetterExists, twice, StringComparison.Ordinal);
        Assert.Contains(ErrorIds.UsageInvalid, unsaid, StringComparison.Ordinal);
        Assert.Equal(3, printer.Printed.Count);
        page = await client.TextAsync(Letters);
        Assert.Contains("0 cards without such a letter", page, StringComparison.Ordinal);
        Assert.Contains(printer.Printed[^1].Split(": ")[1], page, StringComparison.Ordinal);
        Assert.EndsWith(
            ": torn", (await EventsAsync(workshop, AuditKinds.LetterBegun))[^1].Detail, StringComparison.Ordinal);
        // Letters for PUKs are others.
        Assert.Contains(
            "2 cards without such a letter", await client.TextAsync($"{Letters}?kind=Puk"), StringComparison.Ordinal);
    }

    [ToolFact("rsvg-convert")]
    public async Task A_password_that_is_typed_opens_the_key_and_is_kept_nowhere()
    {
        await using var printer = new QueuePrinter();
        await using Workshop workshop = await OpenAsync(TypedTo(printer));
        string password = Password(workshop);
        var seen = new StringBuilder();
        PageServer server = await PageServer.StartAsync(workshop);
        await using (server)
        {
            using HttpClient client = await server.ClientAsync();
            string check = await ChooseAsync(client, "all");
            seen.Append(check).Append(await client.TextAsync(check));
            Assert.Contains("type=\"password\"", seen.ToString(), StringComparison.Ordinal);

            (HttpStatusCode code, string wrong) = await TryAsync(client, check, ("password0", "wrong"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
            Assert.Contains(ErrorIds.RecipientKeyInvalid, wrong, StringComparison.Ordinal);
            (code, _) = await TryAsync(client, check, ("password0", password), ("token", "nonsense"));
            Assert.Equal(HttpStatusCode.BadRequest, code);
            Assert.Empty(await EventsAsync(workshop, AuditKinds.LetterBegun));

            seen.Append(wrong).Append(await PrintAsync(client, check, ("password0", password)));
            seen.Append(await client.TextAsync(Letters)).Append(await client.TextAsync("/trail"));
            Assert.Equal(2, printer.Printed.Count);
        }

        seen.Append(await server.SaidAsync());
        Assert.DoesNotContain(password, seen.ToString(), StringComparison.Ordinal);
        Assert.All(
            await workshop.Session.Store.ReadAuditAsync(new AuditQuery(), None).ToListAsync(),
            e => Assert.DoesNotContain(password, $"{e}", StringComparison.Ordinal));
        string[] files = Directory.GetFiles(workshop.Folder, "*", SearchOption.AllDirectories);
        Assert.Equal(
            ["pin-reader.password"],
            files.Where(f => File.ReadAllBytes(f).AsSpan().IndexOf(Encoding.UTF8.GetBytes(password)) >= 0)
                .Select(Path.GetFileName));
    }

    [ToolFact("rsvg-convert")]
    public async Task A_form_that_is_sent_several_times_prints_once()
    {
        await using var printer = new QueuePrinter();
        await using Workshop workshop = await OpenAsync(To(printer));
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string check = await ChooseAsync(client, "all");
        string other = await ChooseAsync(client, "all");
        string print = $"{check}/print";
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync(check), print);
        Dictionary<string, string> later = PageForms.Hidden(await client.TextAsync(other), $"{other}/print");

        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => client.PostAsync(print, PageForms.Content(hidden))));
        await OrderFormTests.WaitAsync(client, check);
        // A second tab that was open since before.
        await client.PostAsync($"{other}/print", PageForms.Content(later));
        await OrderFormTests.WaitAsync(client, other);

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        Assert.Equal(2, printer.Printed.Count);
        Assert.Contains(ErrorIds.LetterExists, await client.TextAsync(other), StringComparison.Ordinal);
        // Who goes back finds what became of it.
        Assert.Contains("Letters that were printed", await client.TextAsync(check), StringComparison.Ordinal);
    }

    [ToolFact("rsvg-convert")]
    public async Task Of_a_letter_of_which_nobody_knows_it_is_told_what_to_do()
    {
        await using var printer = new QueuePrinter();
        await using Workshop workshop = await OpenAsync(To(printer));
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        printer.Called = () => printer.Printed.Count == 1 ? throw new IOException("away") : Task.CompletedTask;

        string done = await PrintAsync(client, await ChooseAsync(client, "all"));

        Assert.Contains("Nobody knows", done, StringComparison.Ordinal);
        Assert.Contains("Look at the printer", done, StringComparison.Ordinal);
        string page = await client.TextAsync(Letters);
        Assert.Contains("Look at the printer", page, StringComparison.Ordinal);
        Assert.Contains("0 cards without such a letter", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_printer_and_a_key_it_is_said_what_to_set()
    {
        await using Workshop workshop = await OpenAsync();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        string page = await client.TextAsync(Letters);
        string check = await client.TextAsync(await ChooseAsync(client, "all"));

        Assert.Contains("letters.uri", page, StringComparison.Ordinal);
        Assert.Contains("your administrator", page, StringComparison.Ordinal);
        // This page makes none, so it does not tell anybody to.
        Assert.DoesNotContain("have PDF files made", page, StringComparison.Ordinal);
        Assert.DoesNotContain("have PDF files made", check, StringComparison.Ordinal);
        Assert.Contains("seal.key", page, StringComparison.Ordinal);
        Assert.Contains(ErrorIds.LetterPrinterMissing, check, StringComparison.Ordinal);
        Assert.DoesNotContain("/print\"", check, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_makes_no_sense_is_told_or_leads_back()
    {
        await using Workshop workshop = await OpenAsync();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync(Letters), Letters);

        HttpResponseMessage nothing = await client.PostAsync(Letters, PageForms.Content(hidden, ("go", "ticked")));
        HttpResponseMessage unknown =
            await client.PostAsync("/letters/0123456789ab/print", PageForms.Content(hidden));
        string hostile = await client.TextAsync($"{Letters}?kind=<script>alert(1)&batch={Uri.EscapeDataString("\"><script>alert(1)</script>")}&page=-7&letters=-1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        // Nobody thinks that it was printed.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/letters/0123456789ab")).StatusCode);
        Assert.DoesNotContain("<script>alert", hostile, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/letters/0123456789ab/live")).StatusCode);
    }
}
