using System.Net;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Web;

/// <summary>What an operator decides about a batch that was made, by forms alone.</summary>
public sealed class ResultFormTests
{
    private const string OneFails =
        "- { name: desk-1, reader: virtual, cards: 1000, printer: files, faults: [{ card: 2, apdu: 20 }] }";

    [Fact]
    public async Task Cards_that_came_out_wrong_are_made_again_and_the_order_is_completed()
    {
        await using var workshop = new Workshop(OneFails);
        string[] cards = await workshop.RequestAsync(3);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string batch = await OrderFormTests.IssueAsync(client, cards);
        await OrderFormTests.WaitAsync(client, batch);
        string made = await client.TextAsync(batch);
        Assert.Contains(ErrorIds.CardRemoved, made, StringComparison.Ordinal);
        // No button leads to where one is already.
        Assert.DoesNotContain($"href=\"{batch}\"", made, StringComparison.Ordinal);

        string ask = await client.SubmitAsync(
            batch,
            $"{batch}/ticks",
            ("go", "repeat"), ("reason", "smeared"), ("card", $"{cards[0]}/1"), ("card", $"{cards[1]}/1"));
        Assert.Contains(cards[0], await client.TextAsync(ask), StringComparison.Ordinal);
        Assert.Equal(CardState.Unassigned, await workshop.StateAsync(cards[0]));
        Assert.Equal(batch, await client.SubmitAsync(ask, ask));
        await OrderFormTests.WaitAsync(client, batch);
        Assert.Equal(batch, await client.SubmitAsync($"{batch}/complete", $"{batch}/complete"));

        Assert.All(cards, c => Assert.Equal(CardState.Unassigned, workshop.StateAsync(c).Result));
        Assert.Equal(2, (await workshop.Session.Store.GetProductionsAsync(cards[0], CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_repeat_of_a_try_that_is_not_the_last_any_more_is_refused()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string batch = await OrderFormTests.IssueAsync(client, cards);
        await OrderFormTests.WaitAsync(client, batch);
        string ask = await client.SubmitAsync(batch, $"{batch}/ticks", ("go", "repeat"), ("card", $"{cards[0]}/1"));
        Dictionary<string, string> late = PageForms.Hidden(await client.TextAsync(ask), ask);
        await client.SubmitAsync(ask, ask);
        await OrderFormTests.WaitAsync(client, batch);

        HttpResponseMessage answer = await client.PostAsync(ask, PageForms.Content(late));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(
            ErrorIds.ProductionNotLast, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_card_has_to_be_given_back_where_the_order_is_completed()
    {
        await using var workshop = new Workshop(OneFails);
        string[] cards = await workshop.RequestAsync(3);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string batch = await OrderFormTests.IssueAsync(client, cards);
        await OrderFormTests.WaitAsync(client, batch);
        string complete = $"{batch}/complete";
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync(complete), complete);

        HttpResponseMessage refused = await client.PostAsync(complete, PageForms.Content(hidden));
        HttpResponseMessage done = await client.PostAsync(complete, PageForms.Content(hidden, ("release", "on")));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains(
            ErrorIds.BatchHasFailedCards, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[1]));
    }

    [Fact]
    public async Task An_order_is_cancelled_after_the_question()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(2);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string batch = await OrderFormTests.IssueAsync(client, cards);
        await OrderFormTests.WaitAsync(client, batch);

        Assert.Contains("spoils 2 cards", await client.TextAsync(batch), StringComparison.Ordinal);
        await client.SubmitAsync($"{batch}/cancel", $"{batch}/cancel", ("reason", "wrong layout"));

        Assert.All(cards, c => Assert.Equal(CardState.Requested, workshop.StateAsync(c).Result));
        Assert.Contains("wrong layout", await client.TextAsync(batch), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_started_a_batch_does_not_complete_it_under_dual_control()
    {
        await using var workshop = new Workshop(
            "- { name: desk-1, reader: virtual, cards: 1000, printer: files }",
            ("# dualControl: true", "dualControl: true"));
        string[] cards = await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string batch = await OrderFormTests.IssueAsync(client, cards);
        await OrderFormTests.WaitAsync(client, batch);

        string page = await client.TextAsync($"{batch}/complete");

        Assert.Contains(ErrorIds.DualControl, page, StringComparison.Ordinal);
        Assert.DoesNotContain($"action=\"{batch}/complete\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_there_is_told_with_a_status_and_an_id()
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        HttpResponseMessage batch = await client.GetAsync("/batches/B-999999");
        HttpResponseMessage events = await client.GetAsync("/batches/B-999999/events");
        HttpResponseMessage card = await client.GetAsync("/cards/T-99999");

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            [batch.StatusCode, events.StatusCode, card.StatusCode]);
        Assert.Contains(ErrorIds.BatchNotFound, await batch.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
