using System.Net;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Composition.Pins;

namespace TempCardIssuance.Tests.Web;

/// <summary>Cards that came back, requested again by forms alone.</summary>
public sealed class AgainFormTests
{
    private const string Again = "/requests/again";
    private const string Card = PinHouse.Card;
    private const string Other = PinHouse.Other;

    [Fact]
    public async Task A_card_that_came_back_is_requested_again_on_its_body_or_on_another()
    {
        await using Workshop workshop = await ReturnedAsync();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        string form = await client.SubmitAsync($"/cards/{Card}", Again, ("card", Card));
        string check = await client.SubmitAsync(form, form, ("newBody", ""));
        string done = await client.SubmitAsync(check, check);
        Assert.Contains(Card, await client.TextAsync(done), StringComparison.Ordinal);
        TemporaryCard card = await ReadAsync(workshop, Card);
        Assert.Equal(CardState.Requested, card.State);
        Assert.NotNull(card.RequiredBodyId);

        form = await client.SubmitAsync($"/cards/{Other}", Again, ("card", Other));
        check = await client.SubmitAsync(form, form, ("newBody", "chip broken"));
        Assert.Contains("chip broken", await client.TextAsync(check), StringComparison.Ordinal);
        await client.SubmitAsync(check, check);
        TemporaryCard other = await ReadAsync(workshop, Other);
        Assert.Equal((CardState.Requested, null), (other.State, other.RequiredBodyId));
    }

    [Fact]
    public async Task What_is_ticked_is_requested_together_and_what_can_not_be_is_told()
    {
        await using Workshop workshop = await ReturnedAsync(back: [Card]);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string list = await client.TextAsync("/cards");
        Assert.Contains($"name=\"card\" value=\"{Card}\"", list, StringComparison.Ordinal);
        // A card in use has no tick; a forged form gets no further with it.
        Assert.DoesNotContain($"name=\"card\" value=\"{Other}\"", list, StringComparison.Ordinal);

        Dictionary<string, string> hidden = PageForms.Hidden(list, Again);
        HttpResponseMessage forged = await client.PostAsync(Again, PageForms.Content(
            hidden.Concat(new[] { Card, Other, "T-none" }.Select(card => KeyValuePair.Create("card", card)))));
        string form = forged.Headers.Location!.OriginalString;
        string check = await client.SubmitAsync(form, form, ("newBody", ""));
        string asked = await client.TextAsync(check);
        Assert.Contains(ErrorIds.CardStateInvalid, asked, StringComparison.Ordinal);
        Assert.Contains(ErrorIds.CardNotFound, asked, StringComparison.Ordinal);
        string done = await client.SubmitAsync(check, check);

        Assert.Contains(ErrorIds.CardStateInvalid, await client.TextAsync(done), StringComparison.Ordinal);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(Card));
        Assert.Equal(CardState.Unassigned, await workshop.StateAsync(Other));
    }

    [Fact]
    public async Task A_form_of_before_a_click_of_twice_and_nothing_ticked_change_nothing()
    {
        await using Workshop workshop = await ReturnedAsync();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string form = await client.SubmitAsync($"/cards/{Card}", Again, ("card", Card));
        string first = await client.SubmitAsync(form, form, ("newBody", ""));
        string second = await client.SubmitAsync(form, form, ("newBody", "gone"));
        Assert.NotEqual(first, second);
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync(first), first);

        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => client.PostAsync(first, PageForms.Content(hidden))));

        Assert.Single(answers.Select(a => a.Headers.Location!.OriginalString).Distinct());
        // Back: it says what has happened since.
        Assert.Contains(ErrorIds.CardStateInvalid, await client.TextAsync(first), StringComparison.Ordinal);
        hidden = PageForms.Hidden(await client.TextAsync($"/cards/{Other}"), Again);
        hidden.Remove("card");
        HttpResponseMessage nothing = await client.PostAsync(Again, PageForms.Content(hidden));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync($"{Again}/0123456789ab/check")).StatusCode);
        Assert.Equal(CardState.Returned, await workshop.StateAsync(Other));
    }

    [Fact]
    public async Task Where_bodies_are_not_reused_it_is_said_what_to_do()
    {
        await using Workshop workshop = await ReturnedAsync(reuse: false);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string form = await client.SubmitAsync($"/cards/{Card}", Again, ("card", Card));

        string check = await client.TextAsync(await client.SubmitAsync(form, form, ("newBody", "")));

        Assert.Contains(ErrorIds.BodyNotReusable, check, StringComparison.Ordinal);
        Assert.Equal(CardState.Returned, await workshop.StateAsync(Card));
    }

    [Fact]
    public async Task It_is_for_operators_and_the_desk_does_not_see_it()
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        string[] cards = await house.Workshop.RequestAsync(1);
        await house.Workshop.IssueAsync(cards);
        await house.Workshop.Session.Closing.CompleteAsync(new() { BatchId = "B-000001" }, house.Workshop, default);
        await TakeBackAsync(house.Workshop, cards[0]);
        using HttpClient desk = await house.EnterAsync("dora", "card-desk");
        using HttpClient anna = await house.EnterAsync("anna", "card-operators");
        string path = $"/cards/{cards[0]}";

        string ofDesk = await desk.TextAsync(path);
        string ofOperator = await anna.TextAsync(path);

        Assert.Contains($"{path}/revoke", ofDesk, StringComparison.Ordinal);
        Assert.DoesNotContain(Again, ofDesk, StringComparison.Ordinal);
        Assert.DoesNotContain(Again, await desk.TextAsync("/cards"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{path}/revoke", ofOperator, StringComparison.Ordinal);
        Assert.Contains(Again, ofOperator, StringComparison.Ordinal);
        Dictionary<string, string> form = PageForms.Hidden(ofDesk, "/leave");
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await desk.PostAsync(Again, PageForms.Content(form, ("card", cards[0])))).StatusCode);
    }

    /// <summary>Two cards that were made; all, or those that are said, came back.</summary>
    internal static async Task<Workshop> ReturnedAsync(bool reuse = true, string[]? back = null)
    {
        (string, string)[] replace = reuse ? [("\ncard:\n", "\ncard:\n  reuse: true\n")] : [];
        Workshop workshop = await PinHouse.CompletedAsync(replace);
        foreach (string card in back ?? [Card, Other])
            await TakeBackAsync(workshop, card);
        return workshop;
    }

    private static async Task TakeBackAsync(Workshop workshop, string card)
    {
        var request = new TakeBackRequest { CardNumber = card, NotSeen = "test" };
        await (await workshop.Session.Life.PlanAsync(request, default)).ActAsync(workshop, default);
    }

    private static async Task<TemporaryCard> ReadAsync(Workshop workshop, string card) =>
        (await workshop.Session.Store.GetCardAsync(card, default))!;
}
