using System.Globalization;
using System.Net;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;
using TempCardIssuance.Core.Tls;

namespace TempCardIssuance.Infrastructure.Authorities.Http;

/// <summary>Says what became of an exchange that did not go well, and whether the server may have done it.</summary>
internal sealed class ConnectionErrors(string name, ConnectionSettings settings)
{
    private static readonly Remedy SeeServer =
        Remedy.Of("See on the server, or with those who run it, what became of the request.");

    private static readonly Remedy SeeClient = Remedy.Of(
        "See that the server trusts the issuer of clientCertificate, and that it is valid and for clients.");

    private static readonly Remedy GiveClient = Remedy.Of(
        "Give the authority a clientCertificate, or, if the server wants none, see which versions of TLS it has.");

    /// <summary>The server may have done what it was asked.</summary>
    public TempCardException NotReady(string problem, Remedy? remedy = null, Exception? inner = null) =>
        Of(ErrorIds.AuthorityNotReady, problem, remedy ?? SeeServer, inner);

    public TempCardException PasswordInClear(string errorId) => Of(
        errorId,
        "is to get a password over plain HTTP, where anybody could read it",
        "Write its address with https:.");

    public TempCardException ClientCertificateUnusable(Exception e, string errorId) => Of(
        errorId,
        $"can't be asked: the certificate '{settings.ClientCertificate}' can't be used ({Words(e)})",
        "Put a PKCS#12 or PEM file with certificate and key there, readable by the account that issues cards, and see "
            + "that clientKey and clientKeyPassword belong to it.",
        e);

    public TempCardException TrustUnusable(Exception e, string errorId) => Of(
        errorId,
        $"can't be asked: the trusted certificates can't be read ({Words(e)})",
        $"Let '{settings.TrustKey}' of the authority name PEM files with CA certificates.",
        e);

    /// <summary>No answer.</summary>
    /// <param name="e">Why.</param>
    /// <param name="client">What we logged in with; null: nothing.</param>
    /// <param name="begun">Whether the body may have left.</param>
    /// <param name="unsent">The id of an error that is sure.</param>
    public TempCardException OfExchange(Exception e, ClientCertificate? client, bool begun, string unsent)
    {
        (string problem, Remedy remedy, bool isSure) = Explain(e, client);
        return Of(isSure || !begun ? unsent : ErrorIds.AuthorityNotReady, problem, remedy, e);
    }

    /// <summary>An answer that is no success.</summary>
    public TempCardException OfStatus(HttpOrder order, HttpResponseMessage response, string body)
    {
        string unsent = order.Body is null ? ErrorIds.AuthorityNotReady : ErrorIds.AuthorityNotSent;
        string said = Said(response, body);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => Unauthorized(response, said, unsent),
            HttpStatusCode.Forbidden => Of(
                unsent,
                $"does not let us do that ({said})",
                "Give the account or the certificate that we log in with the right to it on the server."),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Gone => Of(
                unsent,
                $"has nothing of the kind at {order.Address} ({said})",
                "Correct its address in the configuration."),
            HttpStatusCode.TooManyRequests => Of(
                unsent,
                $"is asked too often ({said}{After(response)})",
                "Try again later, with fewer stations at once."),
            HttpStatusCode.ServiceUnavailable when response.Headers.RetryAfter is not null => Of(
                unsent, $"can't work now ({said}{After(response)})", "Try again later."),
            HttpStatusCode.RequestTimeout => NotReady($"was too slow, or we were ({said})"),
            >= HttpStatusCode.InternalServerError => NotReady(
                $"has failed ({said})", "See in the log of the server why, and whether it did the work all the same."),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Of(
                unsent,
                $"sends us elsewhere ({said}{To(response)}), which is not followed",
                "Write the address itself into the configuration, if it is right."),
            _ => order.Refused?.Invoke(said)
                ?? Of(unsent, $"refuses ({said})", "See in the log of the server what it wants."),
        };
    }

    private TempCardException Unauthorized(HttpResponseMessage response, string said, string unsent)
    {
        string[] schemes =
            [.. response.Headers.WwwAuthenticate.Select(scheme => ForeignText.OneLine(scheme.Scheme, 40))];
        bool takesBasic = schemes.Length == 0 || schemes.Contains("Basic", StringComparer.OrdinalIgnoreCase);
        return Of(
            unsent,
            !takesBasic ? $"wants a login of the sort {string.Join(" or ", schemes)}, which we do not have ({said})"
                : settings.User is null ? $"wants us to log in ({said})"
                : $"does not take the name or the password ({said})",
            !takesBasic ? "Let the server take basic authentication, or a client certificate."
                : settings.User is null ? "Give the authority user and password, or a clientCertificate."
                : "Correct user or password of the authority, and see that the account is not locked.");
    }

    private (string Problem, Remedy Remedy, bool IsSure) Explain(Exception e, ClientCertificate? client)
    {
        Exception[] all = [.. Chain(e)];
        if (all.OfType<ServerRefusedException>().FirstOrDefault() is { } refused)
            return Untrusted(refused);
        if (Alert(all) is { } alert)
            return (OfAlert(alert, client), client is null ? GiveClient : SeeClient, true);
        return e switch
        {
            OperationCanceledException => (
                string.Create(
                    CultureInfo.InvariantCulture, $"did not answer within {settings.TimeOut.TotalSeconds:0.#} seconds"),
                "See that the server is well, or give it more time with timeOutSeconds.",
                false),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => (
                $"can't be found: {Words(e)}",
                "See that its address is right, and that this machine resolves names.",
                true),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError,
            } => (
                $"can't be reached: {Words(e)}",
                "See that the server is on, that its address is right, and that no firewall is in between.",
                true),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => (
                $"and we do not come to terms about TLS: {Words(all[^1])}",
                client is null ? "See that its address is one of HTTPS." : SeeClient,
                true),
            _ => (
                $"broke off, or does not speak HTTP: {Words(all[^1])}",
                client is null ? SeeServer : SeeClient,
                false),
        };
    }

    private (string Problem, Remedy Remedy, bool IsSure) Untrusted(ServerRefusedException refused) => (
        ForeignText.OneLine(refused.Message, 600),
        refused.IsName ? "Write its address with a name that its certificate has."
            : settings.Trust.Count > 0
                ? $"If it is the right server, put the certificate of its CA into a file of '{settings.TrustKey}'."
                : $"If it is the right server, give the authority '{settings.TrustKey}': a file with the certificate "
                    + "of its CA.",
        true);

    private static string OfAlert(string alert, ClientCertificate? client) => client is null
        ? alert.Contains("handshake", StringComparison.OrdinalIgnoreCase)
            ? $"hangs up on TLS: it wants a client certificate, and none is configured, or another version ({alert})"
            : $"wants a client certificate, and none is configured ({alert})"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"refuses the certificate '{client.Own.Subject}', which ends on {client.NotAfter:u} ({alert})");

    /// <summary>
    /// What a server said with an alert of TLS (RFC 8446, 6.2) about our certificate: then it has looked at nothing
    /// else. Only the text of the system's TLS library tells.
    /// </summary>
    private static string? Alert(Exception[] all)
    {
        string? text = all.Select(e => e.Message).LastOrDefault(message =>
            message.Contains("alert", StringComparison.OrdinalIgnoreCase)
            && Array.Exists(
                ["certificate", "unknown ca", "access denied", "handshake failure"],
                word => message.Contains(word, StringComparison.OrdinalIgnoreCase)));
        return text is null ? null : ForeignText.OneLine(text[(text.LastIndexOf(':') + 1)..], 100);
    }

    private static IEnumerable<Exception> Chain(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            yield return e;
    }

    private static string Said(HttpResponseMessage response, string body)
    {
        string status = string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)response.StatusCode} {ForeignText.OneLine(response.ReasonPhrase ?? "", 60)}").TrimEnd();
        string text = ForeignText.OneLine(ForeignText.WithoutTags(body)).TrimEnd('.');
        return text.Length == 0 ? status : $"{status}: {text}";
    }

    private static string After(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } retry ? $"; again after {retry}" : "";

    private static string To(HttpResponseMessage response) =>
        response.Headers.Location is { } location ? $" to {ForeignText.OneLine(location.OriginalString, 200)}" : "";

    private static string Words(Exception e) => ForeignText.OneLine(e.Message).TrimEnd('.');

    private TempCardException Of(string errorId, string problem, Remedy remedy, Exception? inner = null) => new(
        errorId, ErrorKind.Unavailable, $"The authority '{name}' {problem}.", remedy, name, inner);
}
