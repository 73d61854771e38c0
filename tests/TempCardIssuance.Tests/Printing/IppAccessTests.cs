using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Printers that let only known users in, and whom we trust.</summary>
public sealed class IppAccessTests : IDisposable
{
    private const string Password = "s3cret-of-the-printer";
    private const string Digest = "WWW-Authenticate: Digest realm=\"IPP\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256";
    private const string Basic = "WWW-Authenticate: Basic realm=\"IPP\"";

    private readonly TestFolder _folder = new();
    private readonly TestPki _pki = new();
    private readonly DriverServices _services = new(TimeProvider.System);

    [ToolFact("rsvg-convert")]
    public async Task Password_is_proved_by_digest_and_not_told()
    {
        await using var server = new TestServer((call, stream) => AnswerAsync(call, stream, Digest));

        await CheckAsync(Settings(server));

        string login = server.Calls.Last().Headers["Authorization"];
        Assert.StartsWith("Digest username=\"clerk\"", login, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, login, StringComparison.Ordinal);
    }

    [ToolFact("rsvg-convert")]
    public async Task Password_is_told_over_tls_alone()
    {
        await using var secure = new TestServer(
            (call, stream) => AnswerAsync(call, stream, Basic), _pki.Issue("CN=printer", hosts: "localhost"));
        await using var plain = new TestServer((call, stream) => AnswerAsync(call, stream, Basic));

        await CheckAsync(Settings(secure) with { Ca = [Trust()] });
        await FailsAsync(Settings(plain));

        string login = secure.Calls.Last().Headers["Authorization"];
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"clerk:{Password}"))}", login);
        Assert.DoesNotContain(plain.Calls, call => call.Headers.ContainsKey("Authorization"));
    }

    [ToolTheory("rsvg-convert")]
    [InlineData("401 Unauthorized", Digest)]
    [InlineData("401 Unauthorized", "WWW-Authenticate: Negotiate")]
    [InlineData("401 Unauthorized", "X-None: x")]
    [InlineData("403 Forbidden", "X-None: x")]
    [InlineData("426 Upgrade Required", "Upgrade: TLS/1.2, HTTP/1.1")]
    public async Task Printer_that_lets_us_not_in_is_told(string status, string header)
    {
        await using var server = new TestServer((_, stream) => TestServer.ReplyAsync(stream, status, "", header));

        string known = await FailsAsync(Settings(server));
        string unknown = await FailsAsync(Settings(server) with { Credentials = null });

        Assert.Contains(status[..3], known, StringComparison.Ordinal);
        Assert.Contains(status[..3], unknown, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, known, StringComparison.Ordinal);
    }

    [ToolTheory("rsvg-convert")]
    [InlineData("issuer")]
    [InlineData("name")]
    [InlineData("expired")]
    [InlineData("plain")] // no TLS at all
    [InlineData("system")] // which does not know it
    public async Task Printer_that_is_not_to_be_trusted_gets_nothing(string fault)
    {
        using var other = new TestPki("CN=Other authority");
        await using var server = new TestServer((call, stream) => AnswerAsync(call, stream), fault switch
        {
            "issuer" => other.Issue("CN=printer", hosts: "localhost"),
            "name" => _pki.Issue("CN=printer", hosts: "other.example"),
            "expired" => _pki.Issue("CN=printer", DateTimeOffset.UtcNow.AddHours(-3), "localhost"),
            "system" => _pki.Issue("CN=printer", hosts: "localhost"),
            _ => null,
        });
        IppPrinterSettings settings = Settings(server) with
        {
            Uri = new Uri($"ipps://localhost:{server.Port}/ipp/print"),
            Ca = fault is "system" ? [] : [Trust()],
        };

        string message = await FailsAsync(settings);

        Assert.Empty(server.Calls);
        if (fault is "name")
            Assert.Contains("other.example", message, StringComparison.Ordinal);
        if (fault is "issuer")
            Assert.Contains("CN=Other authority", message, StringComparison.Ordinal);
    }

    [ToolFact("rsvg-convert")]
    public void Authorities_that_can_not_be_read_are_told()
    {
        var settings = new IppPrinterSettings
        {
            Uri = new Uri("ipps://printer.example/ipp/print"),
            Ca = [_folder.Write("none.pem", "nothing")],
        };

        TempCardException error = Assert.Throws<TempCardException>(() => settings.Make(_services));

        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
    }

    [ToolFact("ippeveprinter", "dbus-daemon", "rsvg-convert", "openssl")]
    public async Task Printer_of_others_is_trusted_by_its_own_certificate()
    {
        string keys = Directory.CreateDirectory(_folder.Combine("keys")).FullName;
        await Tool.RunAsync(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost", "-keyout", Path.Combine(keys, "localhost.key"), "-out",
            Path.Combine(keys, "localhost.crt"));
        await using TestPrinter device = await TestPrinter.StartAsync(
            "/bin/true", "-2", "-f", "application/pdf", "-K", keys);
        var settings = new IppPrinterSettings
        {
            Uri = new UriBuilder(device.Uri) { Scheme = "ipps" }.Uri,
            Media = "na_letter_8.5x11in",
        };

        await CheckAsync(settings with { Ca = [Path.Combine(keys, "localhost.crt")] });
        await FailsAsync(settings);
    }

    [ToolFact("true")]
    public async Task Answer_without_an_end_is_not_waited_for()
    {
        await using var long_ = new TestServer(async (_, stream) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n\r\n"u8.ToArray());
            byte[] part = new byte[64 * 1024];
            while (true)
                await stream.WriteAsync(part);
        });
        await using var slow = new TestServer(async (_, stream) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\u0001"u8.ToArray());
            await stream.ReadExactlyAsync(new byte[1]);
        });
        using var http = new HttpClient();
        foreach (TestServer server in new[] { long_, slow })
        {
            var client = new IppClient(http, new Uri($"ipp://127.0.0.1:{server.Port}/ipp/print"))
            {
                AnswerTime = server == slow ? TimeSpan.FromMilliseconds(50) : Timeout.InfiniteTimeSpan,
            };

            TempCardException error = await Assert.ThrowsAsync<TempCardException>(
                () => new IppReadiness(client).AskAsync([], CancellationToken.None));

            Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        }
    }

    public void Dispose()
    {
        _services.Dispose();
        _pki.Dispose();
        _folder.Dispose();
    }

    /// <summary>Lets in whoever logs in.</summary>
    private static async Task AnswerAsync(TestCall call, Stream stream, string? challenge = null)
    {
        if (challenge is not null && !call.Headers.ContainsKey("Authorization"))
        {
            await TestServer.ReplyAsync(stream, "401 Unauthorized", "", challenge);
            return;
        }

        byte[] ready = ScriptedPrinter.Answer(
            ("printer-state", "3"),
            ("document-format-supported", "application/pdf"),
            ("sides-supported", "two-sided-short-edge"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Length: {ready.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(ready);
    }

    private string Trust() => _folder.Write("ca.pem", _pki.Pem);

    private IppPrinterSettings Settings(TestServer server) => new()
    {
        Uri = new Uri($"{(server.Certificate is null ? "ipp" : "ipps")}://localhost:{server.Port}/ipp/print"),
        Credentials = new IppCredentials(
            "clerk", new SecretReference(SecretSource.File, _folder.Write("password", Password))),
    };

    private Task CheckAsync(IppPrinterSettings settings) => settings.Make(_services).CheckAsync(CancellationToken.None);

    private async Task<string> FailsAsync(IppPrinterSettings settings)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => CheckAsync(settings));
        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.NotNull(error.Remedy);
        return error.Message;
    }
}
