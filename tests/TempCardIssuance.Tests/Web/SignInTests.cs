using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Infrastructure;
using TempCardIssuance.Web.Hosting;

namespace TempCardIssuance.Tests.Web;

/// <summary>People of other computers: TLS, who they are, and what they may do.</summary>
public sealed class SignInTests
{
    private static readonly (string, string)[] Options =
        [("encode", "on"), ("print", "on"), ("pin", "6"), ("puk", "8"), ("station", "desk-1")];

    [Fact]
    public async Task The_name_that_was_verified_is_on_the_trail_and_counts_for_dual_control()
    {
        await using SignInHouse house = await SignInHouse.StartAsync(("# dualControl: true", "dualControl: true"));
        string[] cards = await house.Workshop.RequestAsync(1);
        using HttpClient anna = await house.EnterAsync("anna", "card-operators", "others");
        using HttpClient bert = await house.EnterAsync("bert", "card-operators");
        await IssueAsync(anna, cards[0]);

        Assert.Contains(">anna<", await anna.TextAsync("/orders"), StringComparison.Ordinal);
        Assert.Contains(ErrorIds.DualControl, await anna.TextAsync("/batches/B-000001/complete"), StringComparison.Ordinal);
        await bert.SubmitAsync("/batches/B-000001/complete", "/batches/B-000001/complete");

        CardBatch batch = (await house.Workshop.Session.Store.GetBatchAsync("B-000001", true, default))!;
        Assert.Equal((BatchState.Completed, "anna", "bert"), (batch.State, batch.Operator, batch.ClosedBy));
        List<string> names = await house.Workshop.Session.Store
            .ReadAuditAsync(new AuditQuery { BatchId = batch.Id }, default).Select(e => e.Operator).Distinct().ToListAsync();
        Assert.Equal(["anna", "bert"], names.Order());
    }

    [Fact]
    public async Task An_operator_looks_after_own_batches_and_one_who_signs_out_is_out_while_others_go_on()
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        string[] cards = await house.Workshop.RequestAsync(1);
        using HttpClient anna = await house.EnterAsync("anna", "card-operators");
        using HttpClient bert = await house.EnterAsync("bert", "card-operators");
        await IssueAsync(anna, cards[0]);

        foreach (string action in new[] { "cancel", "complete", "resume", "stop" })
        {
            Dictionary<string, string> hidden = PageForms.Hidden(await bert.TextAsync("/orders"), "/leave");
            HttpResponseMessage refused = await bert.PostAsync($"/batches/B-000001/{action}", PageForms.Content(hidden));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains(ErrorIds.BatchNotOwn, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Dictionary<string, string> leave = PageForms.Hidden(await bert.TextAsync("/orders"), "/leave");
        Assert.Equal(HttpStatusCode.OK, (await bert.PostAsync("/leave", PageForms.Content(leave))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bert.GetAsync("/orders")).StatusCode);
        await anna.SubmitAsync("/batches/B-000001/cancel", "/batches/B-000001/cancel");
        Assert.Equal(
            BatchState.Cancelled,
            (await house.Workshop.Session.Store.GetBatchAsync("B-000001", false, default))!.State);
    }

    [Fact]
    public async Task Roles_open_what_is_theirs()
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        string[] cards = await house.Workshop.RequestAsync(1);
        using HttpClient auditor = await house.EnterAsync("carol", "card-auditors");
        using HttpClient desk = await house.EnterAsync("dora", "card-desk");
        using HttpClient letters = await house.EnterAsync("lena", "card-letters");
        async Task OpensAsync(HttpClient client, params string[] paths)
        {
            string[] all = ["/orders", "/requests", "/batches", "/cards", $"/cards/{cards[0]}", $"/cards/{cards[0]}/grant",
                $"/cards/{cards[0]}/pin", "/stock", "/stations", "/trail", "/letters"];
            foreach (string path in all)
            {
                Assert.Equal(
                    (path, paths.Contains(path) ? HttpStatusCode.OK : HttpStatusCode.Forbidden),
                    (path, (await client.GetAsync(path)).StatusCode));
            }
        }

        await OpensAsync(auditor, "/batches", "/cards", $"/cards/{cards[0]}", "/stock", "/trail");
        await OpensAsync(
            desk, "/cards", $"/cards/{cards[0]}", $"/cards/{cards[0]}/grant", $"/cards/{cards[0]}/pin", "/stock", "/stations", "/trail");
        await OpensAsync(letters, "/letters");
        Assert.Equal("/letters", (await letters.GetAsync("/")).Headers.Location!.OriginalString);
        Dictionary<string, string> ofLetters = PageForms.Hidden(await letters.TextAsync("/letters"), "/leave");
        foreach (string path in new[] { "/requests/again", $"/cards/{cards[0]}/pin", "/cards/find" })
        {
            Assert.Equal(
                HttpStatusCode.Forbidden, (await letters.PostAsync(path, PageForms.Content(ofLetters))).StatusCode);
        }

        Assert.DoesNotContain("href=\"/orders\"", await auditor.TextAsync("/trail"), StringComparison.Ordinal);
        Assert.Equal("/trail", (await auditor.GetAsync("/")).Headers.Location!.OriginalString);
        Dictionary<string, string> form = PageForms.Hidden(await auditor.TextAsync("/trail"), "/leave");
        string[] closed =
        [
            "/requests/new", "/orders", $"/cards/{cards[0]}/lock", $"/cards/{cards[0]}/pin", "/letters", "/letters/x/print",
            "/requests/again",
        ];
        foreach (string path in closed)
        {
            Assert.Equal(
                HttpStatusCode.Forbidden, (await auditor.PostAsync(path, PageForms.Content(form))).StatusCode);
        }

        using HttpClient nobody = house.Client();
        HttpResponseMessage refused = await house.SignInAsync(nobody, "mallory", "cleaners");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(HasVisit(refused));
        Assert.Equal(HttpStatusCode.Forbidden, (await house.SignInAsync(nobody, null, "card-operators")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/orders")).StatusCode);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("issuer")]
    public async Task A_token_that_is_not_for_this_sign_in_lets_nobody_in(string lie)
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        house.Provider.Lie = lie;
        using HttpClient client = house.Client();

        HttpResponseMessage refused = await house.SignInAsync(client, "anna", "card-operators");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.False(HasVisit(refused));
        Assert.DoesNotContain("IDX", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/orders")).StatusCode);
        // Whoever brings a code along that was begun elsewhere is no better off.
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await client.GetAsync("/sign-in/done?code=1&state=2")).StatusCode);
    }

    [Fact]
    public async Task A_client_certificate_of_the_staff_s_authority_lets_in_and_no_other()
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        using X509Certificate2 olga = house.Staff("CN=olga, OU=Operators");
        using X509Certificate2 gone = house.Staff("CN=gustav, OU=Gone");
        using X509Certificate2 forged = house.Staff("CN=olga, OU=Operators", isOurs: false);
        using HttpClient client = house.Client(olga);

        HttpResponseMessage entered = await client.GetAsync("/sign-in");

        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        string cookie = entered.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(entered.Headers.Contains("Strict-Transport-Security"));
        Assert.Contains(">olga<", await client.TextAsync("/orders"), StringComparison.Ordinal);

        // The cookie alone is worth nothing.
        using HttpClient thief = house.Client();
        thief.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/orders")).StatusCode);
        using HttpClient left = house.Client(gone);
        Assert.Equal(HttpStatusCode.Forbidden, (await left.GetAsync("/sign-in")).StatusCode);
        using HttpClient other = house.Client(forged);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => other.GetAsync("/sign-in"));
    }

    [Fact]
    public async Task Who_tries_too_often_waits()
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        using HttpClient client = house.Client();
        var codes = new List<HttpStatusCode>();
        string said = "";
        for (int i = 0; i < 70; i++)
        {
            HttpResponseMessage answer = await client.GetAsync("/enter/nonsense");
            codes.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                said = await answer.Content.ReadAsStringAsync();
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, codes);
        Assert.Contains("Wait a minute", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/orders")).StatusCode);
    }

    [Fact]
    public async Task There_is_no_link_and_no_page_without_TLS()
    {
        await using SignInHouse house = await SignInHouse.StartAsync();
        Assert.Empty(house.Server.LinkFile);
        using var plain = new HttpClient();
        var address = new UriBuilder(house.Server.Address) { Scheme = "http" };
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => plain.GetAsync(address.Uri));
        using HttpClient client = house.Client();
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/orders");
        foreign.Headers.Host = $"127.0.0.1:{house.Server.Address.Port}";
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await client.SendAsync(foreign)).StatusCode);
    }

    [Fact]
    public void A_file_without_an_authority_that_could_let_somebody_in_is_told()
    {
        using var folder = new TemporaryFolder();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 own = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllBytes(folder["page.pfx"], own.Export(X509ContentType.Pkcs12));
        File.WriteAllBytes(folder["staff.der"], own.RawData);
        var access = new PageAccess
        {
            Hosts = ["localhost"],
            Certificate = folder["page.pfx"],
            ClientAuthorities = [folder["staff.der"]],
            Roles = new PageRoles([], [], [], []),
        };

        TempCardException error = Assert.Throws<TempCardException>(
            () => SignIn.UseTls(new HttpsConnectionAdapterOptions(), access));

        Assert.Equal((ErrorIds.FileNotUsable, (object)folder["staff.der"]), (error.ErrorId, error.Target));
    }

    private static bool HasVisit(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies)
        && cookies.Any(cookie => cookie.Contains("tempcard-page", StringComparison.Ordinal));

    private static async Task IssueAsync(HttpClient client, string card)
    {
        string check = await client.SubmitAsync("/orders", "/orders", [.. Options, ("go", "check"), ("card", card)]);
        string issue = check.Replace("/check", "/issue", StringComparison.Ordinal);
        await OrderFormTests.WaitAsync(client, await client.SubmitAsync(check, issue));
    }
}
