using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Web;

/// <summary>Who gets to the operator's page, and who does not.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData("0.0.0.0:0")]
    [InlineData("192.0.2.1:8443")]
    [InlineData("[::]:0")]
    public async Task It_does_not_start_where_others_could_reach_it(string listen)
    {
        await using var workshop = new Workshop();

        (int code, string errors) = await PageServer.RunAsync("--config", workshop.ConfigurationFile, "--listen", listen);

        Assert.Equal(3, code);
        Assert.Contains($"[{ErrorIds.PageNotProtected}]", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nonsense", "x")]
    [InlineData("--config")]
    [InlineData("--listen", "everywhere")]
    public async Task It_understands_its_arguments_or_says_so(params string[] arguments)
    {
        (int code, string errors) = await PageServer.RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.Contains($"[{ErrorIds.UsageInvalid}]", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_is_for_its_owner_and_for_one_time()
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(server.LinkFile));

        using HttpClient first = await server.ClientAsync();
        using HttpClient second = await server.ClientAsync(enter: false);
        HttpResponseMessage again = await second.GetAsync(server.Link);

        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        Assert.False(again.Headers.Contains("Set-Cookie"));
        Assert.False(File.Exists(server.LinkFile));
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/orders")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await second.GetAsync("/orders")).StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_for_this_page_alone_and_for_no_script()
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync(enter: false);

        HttpResponseMessage entered = await client.GetAsync(server.Link);

        string cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
    }

    [Fact]
    public async Task No_page_runs_or_loads_anything_of_others()
    {
        await using var workshop = new Workshop();
        await workshop.RequestAsync(1);
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        string[] paths = ["/orders", "/batches", "/requests", "/cards", "/stock", "/stations", "/trail", "/nowhere"];
        foreach (string path in paths)
        {
            HttpResponseMessage answer = await client.GetAsync(path);
            string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            string text = await answer.Content.ReadAsStringAsync();

            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("<style", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("style=", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script>", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("http://", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("https://", text, StringComparison.OrdinalIgnoreCase);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1.evil.example:{port}")]
    [InlineData("localhost:1")]
    [InlineData("xn--:{port}")]
    [InlineData("xn--")]
    public async Task A_foreign_name_that_leads_here_is_refused(string host)
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders");
        request.Headers.TryAddWithoutValidation(
            "Host", host.Replace("{port}", $"{server.Address.Port}", StringComparison.Ordinal));

        HttpResponseMessage answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("x:99999")]
    [InlineData("...")]
    [InlineData("")]
    public async Task A_name_that_is_none_is_refused_too(string host)
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        // HttpClient would not send that.
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /orders HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        using var answer = new StreamReader(stream);

        Assert.Equal("HTTP/1.1 421 Misdirected Request", await answer.ReadLineAsync());
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused_and_does_nothing()
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync("/requests"), "/requests/new");
        async Task<HttpStatusCode> SendAsync(string token, string? origin, HttpContent? content = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/requests/new");
            request.Content = content
                ?? PageForms.Content(hidden, ("token", token), ("amount", "3"), ("pattern", "T-{0:00000}"));
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            return (await client.SendAsync(request)).StatusCode;
        }

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync("", origin: null));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(new string('A', 43), origin: null));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(hidden["token"], "http://evil.example"));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(hidden["token"], "null"));
        var json = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(hidden["token"], origin: null, json));
        Assert.Equal(0, await workshop.Session.Store.CountCardsAsync(new(), CancellationToken.None));
        string own = server.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(hidden["token"], own));
    }

    [Fact]
    public async Task A_session_that_ended_in_the_middle_does_nothing_and_says_how_to_come_back()
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync("/requests"), "/requests/new");
        using HttpClient other = await server.ClientAsync(enter: false);
        other.DefaultRequestHeaders.Add("Cookie", $"tempcard-page-{server.Address.Port}=nonsense; =; a=\"");

        HttpResponseMessage answer = await other.PostAsync(
            "/requests/new", PageForms.Content(hidden, ("amount", "3"), ("pattern", "T-{0:00000}")));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("tempcard page", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await workshop.Session.Store.CountCardsAsync(new(), CancellationToken.None));
    }

    [Fact]
    public async Task It_ends_when_it_is_told_to_and_leaves_no_link_behind()
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        Assert.True(File.Exists(server.LinkFile));
        await server.TerminateAsync();
        Assert.False(File.Exists(server.LinkFile));

        await using PageServer other = await PageServer.StartAsync(workshop);
        using HttpClient client = await other.ClientAsync();
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync("/orders"), "/leave");
        HttpResponseMessage answer = await client.PostAsync("/leave", PageForms.Content(hidden));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await other.EndAsync();
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    public async Task Other_methods_are_refused(string method)
    {
        await using var workshop = new Workshop();
        await using PageServer server = await PageServer.StartAsync(workshop);
        using HttpClient client = await server.ClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), "/orders");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.SendAsync(request)).StatusCode);
    }
}
