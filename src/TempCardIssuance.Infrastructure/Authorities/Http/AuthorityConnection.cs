using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Tls;

namespace TempCardIssuance.Infrastructure.Authorities.Http;

/// <summary>
/// Asks the server of an authority. Each exchange has a connection of its own: none is used that the server may be
/// about to close, so that nobody could tell whether a request got there, and what was put in place of a certificate
/// or a password counts at once.
/// </summary>
/// <param name="name">The authority.</param>
/// <param name="settings">How to get through to it.</param>
/// <param name="clock">What time-outs are measured with.</param>
internal sealed class AuthorityConnection(string name, ConnectionSettings settings, TimeProvider clock)
{
    /// <summary>Of the body of an error that is read.</summary>
    private const int MaxErrorBody = 4096;

    private readonly ConnectionErrors _errors = new(name, settings);

    /// <summary>When the certificate that we log in with ends; null: there is none.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.AuthorityNotReady"/>.</exception>
    public DateTimeOffset? ClientCertificateEnds()
    {
        using ClientCertificate? client = ReadClientCertificate(ErrorIds.AuthorityNotReady);
        return client?.NotAfter;
    }

    /// <param name="order">What is asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotSent"/>: the server surely did nothing about the body;
    /// <see cref="ErrorIds.AuthorityNotReady"/>: nobody knows, or there was no body; or what <c>Refused</c> makes.
    /// </exception>
    public async Task<HttpAnswer> SendAsync(HttpOrder order, CancellationToken cancellationToken)
    {
        string unsent = order.Body is null ? ErrorIds.AuthorityNotReady : ErrorIds.AuthorityNotSent;
        using ClientCertificate? client = ReadClientCertificate(unsent);
        using SocketsHttpHandler handler = Handler(client, ReadTrust(unsent));
        using var http = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        using OnceContent? content = Content(order);
        using HttpRequestMessage request = Request(order, content, unsent);
        using var tooLong = new CancellationTokenSource(settings.TimeOut, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        try
        {
            using HttpResponseMessage response =
                await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode && !HasAnswer(order, response))
                throw _errors.OfStatus(order, response, await ReadErrorAsync(request, response, limit.Token));
            byte[] body = await ReadAsync(response, order.MaxAnswer + 1, limit.Token);
            if (body.Length > order.MaxAnswer)
                throw _errors.NotReady($"answers with more than {order.MaxAnswer / 1024} KiB");
            return new HttpAnswer((int)response.StatusCode, MediaType(response), RetryAfter(response), body);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw _errors.OfExchange(e, client, content is { HasBegun: true }, unsent);
        }
    }

    private static bool HasAnswer(HttpOrder order, HttpResponseMessage response) =>
        response.StatusCode >= HttpStatusCode.BadRequest
        && order.ErrorType is { } type && type == MediaType(response);

    private static OnceContent? Content(HttpOrder order)
    {
        if (order.Body is not { } body)
            return null;
        var content = new OnceContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(order.MediaType);
        if (order.TransferEncoding is { } encoding)
            content.Headers.TryAddWithoutValidation("Content-Transfer-Encoding", encoding);
        return content;
    }

    /// <remarks>HTTP/1.1, which every server of an authority has.</remarks>
    private HttpRequestMessage Request(HttpOrder order, OnceContent? content, string unsent)
    {
        var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, order.Address)
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("TempCardIssuance", productVersion: null));
        request.Headers.ConnectionClose = true;
        if (settings is not { User: { } user, Password: { } password })
            return request;
        if (order.Address.Scheme != Uri.UriSchemeHttps)
            throw _errors.PasswordInClear(unsent);

        // A header has to be a string; it lives as long as the request.
        using SecretBytes secret = password.Resolve();
        byte[] login = [.. Encoding.UTF8.GetBytes(user + ":"), .. secret.Span];
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(login));
        CryptographicOperations.ZeroMemory(login);
        return request;
    }

    private SocketsHttpHandler Handler(ClientCertificate? client, TrustAnchors? trust) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = settings.TimeOut,
        MaxResponseDrainSize = 0,
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificateContext = client?.Context,
            CertificateChainPolicy = ServerCheck.Policy(trust),
            RemoteCertificateValidationCallback = new ServerCheck(trust).Accept,
        },
    };

    private ClientCertificate? ReadClientCertificate(string errorId)
    {
        if (settings.ClientCertificate is not { } file)
            return null;
        try
        {
            return ClientCertificate.Read(file, settings.ClientKey, settings.ClientKeyPassword);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw _errors.ClientCertificateUnusable(e, errorId);
        }
    }

    private TrustAnchors? ReadTrust(string errorId)
    {
        if (settings.Trust.Count == 0)
            return null;
        try
        {
            return TrustAnchors.Read(settings.Trust);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw _errors.TrustUnusable(e, errorId);
        }
    }

    /// <summary>
    /// What an error says besides its status; nothing, where that can't be read, or shows the password as some servers
    /// do that show all they got.
    /// </summary>
    private static async Task<string> ReadErrorAsync(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            byte[] body = await ReadAsync(response, MaxErrorBody, cancellationToken);
            return Shows(body, request.Headers.Authorization?.Parameter) ? "" : Encoding.UTF8.GetString(body);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return "";
        }
    }

    private static bool Shows(ReadOnlySpan<byte> body, string? login)
    {
        if (login is null)
            return false;
        byte[] both = Convert.FromBase64String(login);
        bool shows = body.IndexOf(Encoding.ASCII.GetBytes(login)) >= 0
            || body.IndexOf(both.AsSpan(both.IndexOf((byte)':') + 1)) >= 0;
        CryptographicOperations.ZeroMemory(both);
        return shows;
    }

    /// <summary>The body, or as much of it as is wanted.</summary>
    private static async Task<byte[]> ReadAsync(
        HttpResponseMessage response, int max, CancellationToken cancellationToken)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        while (body.Length < max)
        {
            int room = (int)Math.Min(buffer.Length, max - body.Length);
            int length = await stream.ReadAsync(buffer.AsMemory(0, room), cancellationToken);
            if (length == 0)
                break;
            body.Write(buffer, 0, length);
        }

        return body.ToArray();
    }

    private static string MediaType(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out HeaderStringValues values)
            ? values.ToString().Split(';')[0].Trim().ToLowerInvariant()
            : "";

    /// <summary>A date counts from the server's own clock, which may differ from ours by hours.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? clock.GetUtcNow()),
            _ => null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
