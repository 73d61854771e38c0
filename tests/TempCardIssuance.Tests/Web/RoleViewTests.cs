using System.Net;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;

namespace TempCardIssuance.Tests.Web;

/// <summary>What each role sees: nothing is offered that would be refused.</summary>
public sealed class RoleViewTests
{
    [Fact]
    public async Task An_auditor_looks_and_is_offered_and_asked_nothing()
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        await house.Workshop.IssueAsync(await house.Workshop.RequestAsync(1));
        await house.Workshop.IssueAsync(new IssuanceRequest
        {
            CardNumbers = await house.Workshop.RequestAsync(1),
            Enqueue = true,
        });
        using HttpClient auditor = await house.EnterAsync("carol", "card-auditors");
        using HttpClient anna = await house.EnterAsync("anna", "card-operators");

        foreach (string batch in new[] { "/batches/B-000001", "/batches/B-000002" })
        {
            string page = await auditor.TextAsync(batch);
            Assert.DoesNotContain($"{batch}/cancel", page, StringComparison.Ordinal);
            Assert.DoesNotContain("value=\"repeat\"", page, StringComparison.Ordinal);
            Assert.Contains($"{batch}/cancel", await anna.TextAsync(batch), StringComparison.Ordinal);
            foreach (string action in new[] { "complete", "cancel", "repeat/0123456789ab" })
                Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync($"{batch}/{action}")).StatusCode);
        }

        // What goes on is watched.
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync("/batches/B-000002/live")).StatusCode);
    }

    [Fact]
    public async Task An_auditor_sees_every_page_of_a_batch()
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        string[] cards = await house.Workshop.RequestAsync(21);
        await house.Workshop.IssueAsync(new IssuanceRequest { CardNumbers = cards, Print = false });
        using HttpClient auditor = await house.EnterAsync("carol", "card-auditors");

        string page = await auditor.TextAsync("/batches/B-000001");
        string next = await auditor.TextAsync("/batches/B-000001?page=2");

        Assert.Contains("href=\"/batches/B-000001?page=2\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(cards[^1], page, StringComparison.Ordinal);
        Assert.Contains(cards[^1], next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_is_sent_to_no_batch_and_no_request()
    {
        await using SignInHouse house = await SignInHouse.StartAsync(("\nissuance:\n", "\nstock: { Bern: 9 }\nissuance:\n"));
        string card = (await house.Workshop.RequestAsync(1))[0];
        await house.Workshop.IssueAsync([card]);
        await house.Workshop.Session.Closing.CompleteAsync(new() { BatchId = "B-000001" }, house.Workshop, default);
        using HttpClient desk = await house.EnterAsync("dora", "card-desk");
        using HttpClient anna = await house.EnterAsync("anna", "card-operators");

        foreach (string path in new[] { "/cards", $"/cards/{card}", "/trail?from=", "/stock" })
        {
            string page = await desk.TextAsync(path);
            Assert.DoesNotContain("href=\"/batches", page, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"/requests", page, StringComparison.Ordinal);
        }

        Assert.Contains("B-000001", await desk.TextAsync($"/cards/{card}"), StringComparison.Ordinal);
        Assert.Contains("href=\"/batches/B-000001\"", await anna.TextAsync($"/cards/{card}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_did_not_start_a_batch_is_told_before_the_question()
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        await house.Workshop.IssueAsync(await house.Workshop.RequestAsync(1));
        using HttpClient bert = await house.EnterAsync("bert", "card-operators");

        string repeat = await bert.SubmitAsync("/batches/B-000001", "/batches/B-000001/ticks", ("go", "repeat"));
        foreach (string path in new[] { "/batches/B-000001/complete", "/batches/B-000001/cancel", repeat })
        {
            string page = await bert.TextAsync(path);
            Assert.Contains(ErrorIds.BatchNotOwn, page, StringComparison.Ordinal);
            Assert.DoesNotContain($"action=\"{path}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_the_provider_is_out_of_reach_it_is_said_and_nothing_else()
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        house.Provider.Dispose();
        using HttpClient client = house.Client();

        HttpResponseMessage answer = await client.GetAsync("/sign-in");
        string page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Nobody can sign in now", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/sign-in\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("IDX", page, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", page, StringComparison.Ordinal);
    }
}
