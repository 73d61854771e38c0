using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Http;

/// <summary>Answers that are errors, too long, or none.</summary>
public sealed class ConnectionAnswerTests : ConnectionTests
{
    [Theory]
    [InlineData("301 Moved Permanently", ErrorIds.AuthorityNotSent)]
    [InlineData("307 Temporary Redirect", ErrorIds.AuthorityNotSent)]
    [InlineData("401 Unauthorized", ErrorIds.AuthorityNotSent)]
    [InlineData("403 Forbidden", ErrorIds.AuthorityNotSent)]
    [InlineData("404 Not Found", ErrorIds.AuthorityNotSent)]
    [InlineData("429 Too Many Requests", ErrorIds.AuthorityNotSent)]
    [InlineData("400 Bad Request", ErrorIds.CertificateRefused)]
    [InlineData("422 Unprocessable", ErrorIds.CertificateRefused)]
    [InlineData("500 Internal Server Error", ErrorIds.AuthorityNotReady)]
    [InlineData("503 Service Unavailable", ErrorIds.AuthorityNotReady)]
    public async Task An_error_of_the_server_is_told_as_what_it_is(string status, string errorId)
    {
        await using TestServer server = Server((_, stream) => TestServer.ReplyAsync(
            stream, status, "no \u001b[31msuch\r\nprofile\u202e", "Location: https://elsewhere.example/"));
        HttpOrder order = Post(server) with
        {
            Refused = said => new TempCardException(ErrorIds.CertificateRefused, ErrorKind.InvalidData, said),
        };

        TempCardException error = await FailsAsync(errorId, Login(Settings), order);

        Assert.Contains("no [31msuch profile", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", error.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_server_that_says_when_it_will_be_back_has_done_nothing()
    {
        await using TestServer server = Server((_, stream) => TestServer.ReplyAsync(
            stream, "503 Service Unavailable", "", "Retry-After: 120"));

        await FailsAsync(ErrorIds.AuthorityNotSent, Settings, Post(server));
    }

    [Theory]
    [InlineData("200 OK")]
    [InlineData("500 Internal Server Error")]
    public async Task A_body_of_a_gigabyte_is_cut_off(string status)
    {
        long sent = 0;
        await using TestServer server = Server(async (_, stream) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status}\r\nContent-Length: 1000000000\r\n\r\n"));
            byte[] part = new byte[64 * 1024];
            for (int i = 0; i < 1_000_000_000 / part.Length; i++)
            {
                await stream.WriteAsync(part);
                Interlocked.Add(ref sent, part.Length);
            }
        });

        await FailsAsync(ErrorIds.AuthorityNotReady, Settings, Post(server));

        Assert.InRange(Interlocked.Read(ref sent), 0, 100_000_000);
    }

    [Theory]
    [InlineData("")] // hangs up
    [InlineData("garbage\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")]
    public async Task After_an_answer_that_is_none_nobody_knows(string answer)
    {
        await using TestServer server =
            Server(async (_, stream) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer)));

        await FailsAsync(ErrorIds.AuthorityNotReady, Settings, Post(server));

        Assert.Single(server.Calls);
    }
}
