using System.Net;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Web;

/// <summary>Whatever stands in a field is text and nothing else.</summary>
public sealed class HostileTextTests
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)> '&amp;\u202Eevil";

    /// <summary>As a reason may be.</summary>
    private static readonly string Clean = Hostile.Replace("\u202E", "", StringComparison.Ordinal);

    private static readonly string[] Forbidden = ["<script>alert", "<img src=x", "\u202E"];

    [Fact]
    public async Task No_field_of_a_card_becomes_markup_on_any_page()
    {
        await using var workshop = new Workshop();
        var request = new CardRequest
        {
            CardNumber = "T-1",
            Site = Hostile,
            RequestedBy = Hostile,
            Fields = new Dictionary<string, string> { ["<b>Name"] = Hostile },
        };
        // A version before has let it in.
        await workshop.Session.Store.ApplyAsync(
            new ChangeSet(
                [new AddCard(request, DateTimeOffset.UtcNow), new AddCard(request with { CardNumber = "T-2" }, DateTimeOffset.UtcNow)],
                []),
            CancellationToken.None);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string batch = await OrderFormTests.IssueAsync(client, ["T-1"]);
        await OrderFormTests.WaitAsync(client, batch);
        string repeat = await client.SubmitAsync(
            batch, $"{batch}/ticks", ("go", "repeat"), ("card", "T-1/1"), ("reason", Clean));
        await client.SubmitAsync(repeat, repeat);
        await OrderFormTests.WaitAsync(client, batch);
        string check = await client.SubmitAsync(
            "/orders",
            "/orders",
            ("go", "check"), ("card", "T-2"), ("encode", "on"), ("print", "on"), ("pin", "6"), ("puk", "8"));

        string letter = await client.SubmitAsync("/letters", "/letters", ("go", "all"));
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = "B-000001" }, workshop, CancellationToken.None);
        await (await workshop.Session.Life.PlanAsync(
            new TakeBackRequest { CardNumber = "T-1", NotSeen = Clean }, CancellationToken.None)).ActAsync(CancellationToken.None);
        string again = await client.SubmitAsync("/cards/T-1", "/requests/again", ("card", "T-1"), ("card", Hostile));
        string agreed = await client.SubmitAsync(again, again, ("newBody", Clean));

        foreach (string path in new[]
        {
            "/orders", check, batch, $"{batch}/live", $"{batch}/complete", $"{batch}/cancel", "/requests", "/cards",
            "/cards/T-1", "/cards/T-1/grant", "/cards/T-1/pin", "/trail", "/batches", "/stock", "/stations", "/letters",
            letter, again, agreed,
            $"/letters?batch={Uri.EscapeDataString(Hostile)}", $"/cards/T-1?said={Uri.EscapeDataString(Hostile)}",
            $"/trail?operator={Uri.EscapeDataString(Hostile)}", $"/cards/{Uri.EscapeDataString(Hostile)}",
            $"/batches/{Uri.EscapeDataString(Hostile)}",
        })
        {
            string text = await (await client.GetAsync(path)).Content.ReadAsStringAsync();
            Assert.All(Forbidden, bad => Assert.DoesNotContain(bad, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_file_is_shown_row_by_row_and_only_its_good_rows_are_added()
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync("/requests"), "/requests/import");
        using var form = new MultipartFormDataContent();
        foreach ((string name, string value) in hidden)
            form.Add(new StringContent(value), name);
        form.Add(
            new StringContent("CardNumber,Site,Priority\nT-1,Bern,1\nT 2,<img src=x onerror=a>,1\nT-3,Bern,77\n"),
            "file",
            "../../<b>x.csv");

        HttpResponseMessage sent = await client.PostAsync("/requests/import", form);
        string check = sent.Headers.Location!.OriginalString;
        string page = await client.TextAsync(check);
        await client.SubmitAsync(check, check);

        Assert.Contains("T 2", page, StringComparison.Ordinal);
        Assert.Contains("77", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>x", page, StringComparison.Ordinal);
        Assert.Equal(
            ["T-1"],
            await workshop.Session.Store.FindCardsAsync(new CardQuery(), CancellationToken.None)
                .Select(c => c.CardNumber).ToListAsync());
    }

    [Fact]
    public async Task Requests_that_make_no_sense_are_refused_with_an_id()
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        async Task<(HttpStatusCode, string)> SendAsync(params (string, string)[] values)
        {
            Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync("/requests"), "/requests/new");
            HttpResponseMessage answer = await client.PostAsync("/requests/new", PageForms.Content(hidden, values));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        (HttpStatusCode status, string text) = await SendAsync(("amount", "2"), ("pattern", "without a place"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(ErrorIds.NumberPatternInvalid, text, StringComparison.Ordinal);
        (status, text) = await SendAsync(("newNumbers", "T-1 <b>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(ErrorIds.CardNumberInvalid, text, StringComparison.Ordinal);
        (status, _) = await SendAsync(("amount", "-1"), ("pattern", "T-{0:00000}"));
        Assert.NotEqual(HttpStatusCode.SeeOther, status);
        Assert.Equal(0, await workshop.Session.Store.CountCardsAsync(new CardQuery(), CancellationToken.None));
    }
}
