using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Est;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Est;

/// <summary>What an EST server answers, as servers in the field write it and as none should.</summary>
public sealed class EstAnswerTests : EstTests
{
    /// <summary>
    /// As servers in the field write it: libest in lines of 64, Dogtag in lines of 76 with CRLF and no blank in the
    /// type, those in Go in one line, others with PEM's armour or in DER.
    /// </summary>
    [Theory]
    [InlineData("line", "Content-Type: application/pkcs7-mime;smime-type=certs-only")]
    [InlineData("line", "Content-Type: application/pkcs7-mime; smime-type=\"certs-only\"; charset=utf-8")]
    [InlineData("lines", "Content-Type: application/pkcs7-mime")]
    [InlineData("lines", "Content-Type: application/x-pkcs7-mime")]
    [InlineData("blanks", "X: no type at all")]
    [InlineData("pem", "Content-Type: application/pkcs7-mime; smime-type=certs-only")]
    [InlineData("text", "Content-Type: text/plain")]
    [InlineData("certificates", "Content-Type: application/x-pem-file")]
    [InlineData("certificate", "Content-Type: application/pkix-cert")]
    [InlineData("c", "Content-Type: application/pkcs7-mime")]
    public async Task Answers_are_read_as_servers_write_them(string form, string type)
    {
        await using EstServer server = Server();
        server.Headers = [type];
        server.Encode = der => form switch
        {
            "line" => Convert.ToBase64String(der),
            "lines" => string.Join('\n', Convert.ToBase64String(der).Chunk(64).Select(line => new string(line))) + "\n",
            "blanks" => $"\r\n  {Convert.ToBase64String(der, Base64FormattingOptions.InsertLineBreaks)}\r\n\r\n",
            "text" => $"here it is:\r\n{PemEncoding.WriteString("PKCS7", der)}\r\n",
            "certificates" => $"subject=x\n{Certificates(der).ExportCertificatePems()}\n",
            "certificate" => Convert.ToBase64String(Certificates(der)[0].RawData),
            "c" => $"\uFEFF{Convert.ToBase64String(der)}\0",
            _ => PemEncoding.WriteString("PKCS7", der),
        };

        Assert.NotEmpty(await IssueAsync(Authority(server), AuthorityBench.Order()));
    }

    [Fact]
    public async Task A_certificate_that_comes_twice_is_one()
    {
        await using EstServer server = Server();
        server.Give = issued => _ca.CertsOnlyAsync(issued, issued);

        Assert.NotEmpty(await IssueAsync(Authority(server), AuthorityBench.Order()));
    }

    [Fact]
    public async Task An_answer_in_DER_is_read_too()
    {
        await using EstServer server = Server();
        server.Fault = async (call, stream) =>
        {
            if (call.Method == "POST")
                return false;
            byte[] der = await _ca.CertsOnlyAsync(await File.ReadAllTextAsync(_ca.Certificate));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Type: application/pkcs7-mime\r\nContent-Length: {der.Length}\r\n\r\n"));
            await stream.WriteAsync(der);
            return true;
        };

        Assert.NotEmpty(await IssueAsync(Authority(server), AuthorityBench.Order()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Certificates_of_the_chain_may_come_with_it(bool first)
    {
        await using EstServer server = Server();
        server.Give = async issued =>
        {
            string ca = await File.ReadAllTextAsync(_ca.Certificate);
            return await _ca.CertsOnlyAsync(first ? issued : ca, first ? ca : issued);
        };

        byte[] certificate = await IssueAsync(Authority(server), AuthorityBench.Order());

        Assert.Equal(server.Issued!.Trim(), PemEncoding.WriteString("CERTIFICATE", certificate));
    }

    [Fact]
    public async Task A_certificate_for_another_key_is_given_on_to_be_refused()
    {
        await using EstServer server = Server();
        string other = await _ca.IssueAsync(OpenSslCa.Pem(AuthorityBench.Request(KeyType.EccP256)), "OTHER-1");
        server.Give = _ => _ca.CertsOnlyAsync(other);

        byte[] certificate = await IssueAsync(Authority(server), AuthorityBench.Order());

        Assert.Equal(other.Trim(), PemEncoding.WriteString("CERTIFICATE", certificate));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("authority")]
    [InlineData("several")]
    public async Task An_answer_without_one_certificate_for_the_key_leaves_open_what_was_issued(string what)
    {
        await using EstServer server = Server();
        string own = await File.ReadAllTextAsync(_ca.Certificate);
        string[] others =
        [
            await _ca.IssueAsync(OpenSslCa.Pem(AuthorityBench.Request(KeyType.EccP256)), "OTHER-1"),
            await _ca.IssueAsync(OpenSslCa.Pem(AuthorityBench.Request(KeyType.EccP256)), "OTHER-2"),
        ];
        server.Give = issued => what switch
        {
            "nothing" => _ca.CertsOnlyAsync(""),
            "authority" => _ca.CertsOnlyAsync(own),
            _ => _ca.CertsOnlyAsync(others),
        };

        await FailsAsync(ErrorIds.AuthorityNotReady, Authority(server));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Please log in</body></html>")]
    [InlineData("MIIB")]
    [InlineData("MIIBAA==")]
    public async Task Garbage_leaves_open_what_was_issued(string body)
    {
        await using EstServer server = Server();
        EstAuthority authority = Authority(server);
        await authority.CheckAsync(None);
        server.Fault = async (call, stream) =>
        {
            await TestServer.ReplyAsync(stream, "200 OK", body, "Content-Type: text/html\u0007");
            return true;
        };

        await FailsAsync(ErrorIds.AuthorityNotReady, () => authority.CheckAsync(None));
        await FailsAsync(ErrorIds.AuthorityNotSent, Authority(server)); // cacerts already is garbage
        server.Fault = async (call, stream) =>
        {
            if (call.Method == "POST")
                await TestServer.ReplyAsync(stream, "200 OK", body);
            return call.Method == "POST";
        };
        await FailsAsync(ErrorIds.AuthorityNotReady, Authority(server));
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused_with_its_number()
    {
        await using EstServer server = Server();
        using OpenSslCa twin = await OpenSslCa.MakeAsync();
        string foreign = "";
        server.Give = async _ =>
        {
            byte[] request = Convert.FromBase64String(Encoding.ASCII.GetString(server.Calls[^1].Body));
            foreign = await twin.IssueAsync(OpenSslCa.Pem(request), "P-1");
            return await _ca.CertsOnlyAsync(foreign);
        };

        TempCardException error = await FailsAsync(ErrorIds.AuthorityNotReady, Authority(server));

        using var certificate = X509Certificate2.CreateFromPem(foreign);
        Assert.Contains(certificate.SerialNumber, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_with_a_new_certificate_is_looked_at_again()
    {
        await using EstServer server = Server();
        EstAuthority authority = Authority(server);
        using OpenSslCa before = await OpenSslCa.MakeAsync("/CN=Before");
        server.CaCertificates = await File.ReadAllTextAsync(before.Certificate);
        server.Later = 1;
        PendingCertificate pending = Assert.IsType<PendingCertificate>(await authority.IssueAsync(AuthorityBench.Order(), None));
        server.CaCertificates = null;

        Assert.IsType<IssuedCertificate>(await authority.AskAgainAsync(pending, None));
    }

    [Theory]
    [InlineData("400 Bad Request", ErrorIds.CertificateRefused)]
    [InlineData("307 Temporary Redirect", ErrorIds.AuthorityNotSent)]
    [InlineData("403 Forbidden", ErrorIds.AuthorityNotSent)]
    [InlineData("500 Internal Server Error", ErrorIds.AuthorityNotReady)]
    public async Task An_error_of_the_server_is_told_as_what_it_is(string status, string errorId)
    {
        await using EstServer server = Server();
        server.Fault = async (call, stream) =>
        {
            if (call.Method == "POST")
                await TestServer.ReplyAsync(stream, status, "because", "Location: https://elsewhere.example/");
            return call.Method == "POST";
        };

        TempCardException error = await FailsAsync(errorId, Authority(server));

        Assert.Contains("because", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Calls, call => call.Method == "POST");
    }

    [Fact]
    public async Task A_request_that_openssl_does_not_like_is_refused()
    {
        await using EstServer server = Server();
        byte[] request = AuthorityBench.Request(KeyType.EccP256);
        request[^3] ^= 1; // its signature

        await FailsAsync(
            ErrorIds.CertificateRefused,
            () => Authority(server).IssueAsync(AuthorityBench.Order(request: request), None));
        Assert.Null(server.Issued);
    }

    private static X509Certificate2Collection Certificates(byte[] certsOnly)
    {
        var message = new SignedCms();
        message.Decode(certsOnly);
        return message.Certificates;
    }
}
