using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Authorities.Http;
using TempCardIssuance.Tests.Core.Programs;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Http;

public sealed class AuthorityConnectionTests : ConnectionTests
{
    [Fact]
    public async Task It_sends_a_body_once_with_its_type_and_reads_the_answer()
    {
        await using TestServer server = Server((_, stream) => TestServer.ReplyAsync(
            stream, "200 OK", "answer", "Content-Type: Application/PKCS7-mime;smime-type=certs-only"));

        HttpAnswer answer = await SendAsync(Settings, Post(server, "request"));

        TestCall call = Assert.Single(server.Calls);
        Assert.Equal(("POST", "/", "request"), (call.Method, call.Path, Encoding.UTF8.GetString(call.Body)));
        Assert.Equal("application/pkcs10", call.Headers["Content-Type"]);
        Assert.Equal("base64", call.Headers["Content-Transfer-Encoding"]);
        Assert.False(call.Headers.ContainsKey("Authorization"));
        Assert.Equal(
            (200, "application/pkcs7-mime", "answer"),
            (answer.Status, answer.MediaType, Encoding.UTF8.GetString(answer.Body)));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_not_waited_for()
    {
        var clock = new HandClock();
        await using TestServer server = Server(async (_, stream) =>
        {
            clock.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => new AuthorityConnection("x", Settings, clock).SendAsync(Post(server), CancellationToken.None));

        Assert.Equal(ErrorIds.AuthorityNotReady, error.ErrorId);
    }

    [Fact]
    public async Task Who_stops_the_work_is_told_nothing_else()
    {
        using var stop = new CancellationTokenSource();
        await using TestServer server = Server((_, _) => stop.CancelAsync());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new AuthorityConnection("x", Settings, TimeProvider.System).SendAsync(Post(server), stop.Token));
    }

    [Theory]
    [InlineData("https://no-such-host.invalid/")]
    [InlineData("https://127.0.0.1:{0}/")]
    public async Task A_server_that_is_away_got_nothing(string address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // nobody listens
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        var order = new HttpOrder(new Uri(string.Format(CultureInfo.InvariantCulture, address, port)))
        {
            Body = "x"u8.ToArray(),
            MediaType = "application/pkcs10",
        };

        await FailsAsync(ErrorIds.AuthorityNotSent, Settings, order);
        await FailsAsync(ErrorIds.AuthorityNotReady, Settings, order with { Body = null });
    }

    [Theory]
    [InlineData("Retry-After: 120", 120)]
    [InlineData("Retry-After: Mon, 02 Jan 2040 10:02:00 GMT\r\nDate: Mon, 02 Jan 2040 10:00:00 GMT", 120)]
    [InlineData("Retry-After: Mon, 02 Jan 2040 09:00:00 GMT\r\nDate: Mon, 02 Jan 2040 10:00:00 GMT", 0)]
    [InlineData("Retry-After: soon", null)]
    [InlineData("X: y", null)]
    public async Task When_to_come_back_counts_from_the_clock_of_the_server(string headers, int? seconds)
    {
        await using TestServer server = Server((_, stream) =>
            TestServer.ReplyAsync(stream, "202 Accepted", "", headers));

        HttpAnswer answer = await SendAsync(Settings, Post(server));

        Assert.Equal((202, seconds), (answer.Status, (int?)answer.RetryAfter?.TotalSeconds));
    }
}
