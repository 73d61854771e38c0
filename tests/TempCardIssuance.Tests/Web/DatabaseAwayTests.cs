using System.Net;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Web;

/// <summary>A database that is away for a while, as whoever is at the page sees it.</summary>
public sealed class DatabaseAwayTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Variable = "TEMPCARD_TEST_PAGE_DB";

    [Fact]
    public async Task Every_page_says_so_and_goes_on_when_it_is_back()
    {
        PostgresFixture.SkipWhereMissing();
        PostgresServer database = postgres.Server!;
        await database.CreateDatabaseAsync("page");
        Environment.SetEnvironmentVariable(Variable, database.ConnectionString("page"));
        (string, string) elsewhere = (
            "store: { provider: sqlite, path: tempcard.db }",
            $"store: {{ provider: postgresql, connection: env:{Variable} }}");
        await using var workshop = new Workshop(replace: elsewhere);
        string[] cards = await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        (string, string)[] options = [("encode", "on"), ("print", "on"), ("pin", "6"), ("puk", "8"), ("station", "desk-1")];
        string check = await client.SubmitAsync("/orders", "/orders", [.. options, ("go", "check"), ("card", cards[0])]);
        string issue = check.Replace("/check", "/issue", StringComparison.Ordinal);
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync(check), issue);

        await database.StopAsync();
        HttpResponseMessage away = await client.GetAsync("/batches");
        HttpResponseMessage sent = await client.PostAsync(issue, PageForms.Content(hidden));
        await database.StartAgainAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Contains(ErrorIds.StoreNotReady, await away.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, sent.StatusCode);
        // The same form, sent again, is done now.
        sent = await client.PostAsync(issue, PageForms.Content(hidden));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        await OrderFormTests.WaitAsync(client, sent.Headers.Location!.OriginalString);
        Assert.Equal(CardState.Unassigned, await workshop.StateAsync(cards[0]));
    }
}
