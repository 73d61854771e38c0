using System.Net;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Composition.Pins;

namespace TempCardIssuance.Tests.Web;

/// <summary>Addresses and forms that are too late, too large, changed by hand, or put together from two.</summary>
public sealed class PageAddressTests
{
    [Theory]
    [InlineData("/cards?page=abc")]
    [InlineData("/batches?page=99999999999999999999")]
    [InlineData("/requests?page=1&page=2")]
    [InlineData("/letters?letters=%00")]
    [InlineData("/nowhere")]
    public async Task An_address_that_makes_no_sense_has_a_page_that_says_so(string path)
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        HttpResponseMessage answer = await client.GetAsync(path);

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{answer.StatusCode}");
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cards?page=2147483647")]
    [InlineData("/trail?page=2147483647")]
    [InlineData("/letters?page=2147483647&letters=2147483647")]
    [InlineData("/batches?page=-2147483648&state=Nonsense")]
    [InlineData("/requests?page=2147483647&find=nonsense")]
    public async Task A_page_beyond_the_last_one_is_shown(string path)
    {
        await using Workshop workshop = await PinHouse.CompletedAsync();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task What_is_not_kept_any_more_is_told_and_does_nothing()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync("/requests"), "/requests/new");
        string[] posts =
        [
            "/orders/0123456789ab/issue", "/requests/import/0123456789ab", "/requests/remove/0123456789ab",
            "/requests/again/0123456789ab", "/requests/again/0123456789ab/check", $"/cards/{cards[0]}/grant/0123456789ab",
            "/batches/B-000001/repeat/0123456789ab", "/letters/0123456789ab/print",
        ];

        foreach (string post in posts)
        {
            hidden["key"] = post;
            HttpResponseMessage answer = await client.PostAsync(post, PageForms.Content(hidden, ("cards", cards[0])));
            Assert.Equal((post, HttpStatusCode.UnprocessableEntity), (post, answer.StatusCode));
            Assert.Contains("not kept here any more", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        foreach (string path in new[] { "/orders/0123456789ab", "/orders/0123456789ab/check" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.GetAsync(path)).StatusCode);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));
    }

    [Fact]
    public async Task What_was_entered_for_one_step_is_never_done_at_the_address_of_another()
    {
        await using Workshop workshop = await PinHouse.CompletedAsync();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string revoke = $"/cards/{PinHouse.Card}/revoke";
        string ask = await client.SubmitAsync(revoke, revoke);
        string forged = ask.Replace("/revoke/", "/extend/", StringComparison.Ordinal);
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync(ask), ask);

        HttpResponseMessage shown = await client.GetAsync(forged);
        HttpResponseMessage sent = await client.PostAsync(forged, PageForms.Content(hidden));

        Assert.Equal(HttpStatusCode.Redirect, shown.StatusCode);
        Assert.Equal($"/cards/{PinHouse.Card}", sent.Headers.Location!.OriginalString);
        Assert.Equal(CardState.Unassigned, await workshop.StateAsync(PinHouse.Card));
    }

    [Fact]
    public async Task A_time_that_is_none_is_told_and_not_taken_for_nothing()
    {
        await using Workshop workshop = await PinHouse.CompletedAsync();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string grant = $"/cards/{PinHouse.Card}/grant";
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync(grant), grant);

        HttpResponseMessage answer =
            await client.PostAsync(grant, PageForms.Content(hidden, ("holder", "anna"), ("until", "31.12.2026 17:00")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("31.12.2026 17:00", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_told_so()
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        using var form = new MultipartFormDataContent();
        foreach ((string name, string value) in PageForms.Hidden(await client.TextAsync("/requests"), "/requests/import"))
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(new byte[17 * 1024 * 1024]), "file", "large.csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/requests/import") { Content = form };
        // Nothing is sent before the page says that it wants it.
        request.Headers.ExpectContinue = true;

        HttpResponseMessage answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("16 MB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_begins_with_what_is_new()
    {
        await using var workshop = new Workshop();
        workshop.Clock.Advance(TimeSpan.FromDays(-30));
        string old = (await workshop.RequestAsync(1))[0];
        workshop.Clock.Advance(TimeSpan.FromDays(30));
        string recent = (await workshop.RequestAsync(1))[0];
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        string page = await client.TextAsync("/trail");
        string all = await client.TextAsync("/trail?from=");

        Assert.Contains(recent, page, StringComparison.Ordinal);
        Assert.DoesNotContain(old, page, StringComparison.Ordinal);
        Assert.Contains(old, all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--open", "-h")]
    public async Task It_says_what_can_be_said_to_it(params string[] arguments)
    {
        (int code, string errors) = await PageServer.RunAsync(arguments);

        Assert.Equal((0, ""), (code, errors));
    }
}
