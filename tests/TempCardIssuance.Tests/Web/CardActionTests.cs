using System.Text.RegularExpressions;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Composition.Pins;

namespace TempCardIssuance.Tests.Web;

/// <summary>A card's page offers what the state of the card takes, and nothing that would be refused.</summary>
public sealed partial class CardActionTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task What_is_offered_goes_by_the_state_of_the_card()
    {
        await using Workshop workshop = await PinHouse.CompletedAsync();
        string made = (await workshop.Session.Store.FindCardsAsync(
            new CardQuery { States = [CardState.Unassigned] }, None).FirstAsync()).CardNumber;
        string requested = (await workshop.Session.Intake.NewAsync(
            1, "R-{0:000}", new CardRequest { CardNumber = "", Site = "Bern" }, None))[0].CardNumber;
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();

        Assert.Empty(Offered(await client.TextAsync($"/cards/{requested}")));
        Assert.Equal(["grant", "take-back", "lock", "revoke"], Offered(await client.TextAsync($"/cards/{made}")));
        await workshop.DoAsync(new GrantRequest { CardNumber = made, Holder = "anna" });
        Assert.Equal(["extend", "take-back", "lock", "revoke"], Offered(await client.TextAsync($"/cards/{made}")));
        await workshop.DoAsync(new TakeBackRequest { CardNumber = made, NotSeen = "test" });
        Assert.Equal(["revoke"], Offered(await client.TextAsync($"/cards/{made}")));
    }

    private static IEnumerable<string> Offered(string page) => Action().Matches(page).Select(m => m.Groups["action"].Value);

    [GeneratedRegex(@"<a class=""button"" href=""/cards/[^/""]+/(?<action>[a-z-]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Action();
}
