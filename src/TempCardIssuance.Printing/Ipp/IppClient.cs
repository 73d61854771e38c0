using System.Net;
using System.Net.Http.Headers;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;
using TempCardIssuance.Core.Tls;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>Sends requests to one printer over HTTP (RFC 8010, 4).</summary>
internal sealed class IppClient
{
    private const int DefaultPort = 631;
    private const int MaxAnswer = 1024 * 1024;

    private readonly HttpClient _http;
    private readonly Uri _printer;
    private readonly Uri _address;

    /// <param name="http">The connection.</param>
    /// <param name="printer"><c>ipp://</c> or <c>ipps://</c> (RFC 3510, RFC 7472).</param>
    public IppClient(HttpClient http, Uri printer)
    {
        if (printer.Scheme is not ("ipp" or "ipps"))
        {
            throw new TempCardException(
                ErrorIds.ConfigurationInvalid,
                ErrorKind.InvalidArgument,
                $"'{printer}' is not the address of an IPP printer.",
                "Write it as ipp://host/ipp/print, or with ipps for TLS.",
                printer);
        }

        _http = http;
        _printer = printer;
        _address = new UriBuilder(printer)
        {
            Scheme = printer.Scheme is "ipps" ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
            Port = printer.Port < 0 ? DefaultPort : printer.Port,
        }.Uri;
    }

    /// <summary>Whether the connection logs in.</summary>
    public bool HasLogin { get; set; }

    /// <summary>How long an answer may take once it has begun.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A printer of this class, by what the server calls it; asked where this is asked.</summary>
    public IppClient Member(string uri)
    {
        string path = Uri.TryCreate(_printer, uri, out Uri? member) ? member.AbsolutePath : "/";
        return new IppClient(_http, new UriBuilder(_printer) { Path = path, Query = "" }.Uri)
        {
            HasLogin = HasLogin,
            AnswerTime = AnswerTime,
        };
    }

    /// <summary>The options of the driver of a queue of CUPS; none, where it is no such queue.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>: it did not answer.</exception>
    public async Task<PpdOptions> ReadDriverAsync(CancellationToken stop)
    {
        (IppResponse? answer, IppFailure? failure) = await TrySendAsync(About(IppOperation.CupsGetPpd), default, stop);
        if (failure is { IsPassing: true })
            throw failure.Error;
        return PpdOptions.Parse(answer is null ? default : answer.Document.Span);
    }

    /// <summary>A request about this printer.</summary>
    public IppRequest About(IppOperation operation) =>
        new IppRequest(operation).Add(IppTag.Uri, "printer-uri", _printer.OriginalString);

    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public async Task<IppResponse> SendAsync(
        IppRequest request, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        (IppResponse? response, IppFailure? failure) = await TrySendAsync(request, document, cancellationToken);
        return response ?? throw failure!.Error;
    }

    /// <summary>An answer that says it was successful, or why there is none.</summary>
    public async Task<(IppResponse? Response, IppFailure? Failure)> TrySendAsync(
        IppRequest request, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(request.ToBytes(document.Span));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
        (IppResponse? response, IppFailure? failure) = await PostAsync(content, !document.IsEmpty, cancellationToken);
        if (response is null || response.Successful)
            return (response, failure);
        string status = $"0x{response.Status:x4} {ForeignText.OneLine(response.First("status-message") ?? "")}".TrimEnd();
        TempCardException error = NotReady(
            $"refused {request.Operation} with status {status}",
            "Look at the printer's own page, and see that it takes PDF and that the address is right.");
        return (null, new IppFailure(TroubleOf(response.Status), error)
        {
            Status = response.Status,
            IsAccess = response.Status is 0x0401 or 0x0402 or 0x0403, // forbidden, not-authenticated, not-authorized
        });
    }

    public TempCardException NotReady(string problem, Remedy remedy, Exception? inner = null) => new(
        ErrorIds.PrinterNotReady,
        ErrorKind.Unavailable,
        $"Printer {_printer} {problem}.",
        remedy,
        _printer.OriginalString,
        inner);

    /// <summary>RFC 8011, 4.1.6 and appendix B.</summary>
    private static IppTrouble TroubleOf(int status) => status switch
    {
        0x0406 or 0x0407 => IppTrouble.Unknown, // client-error-not-found, client-error-gone
        0x0502 or 0x0507 => IppTrouble.NotSent, // server-error-service-unavailable, server-error-busy
        0x0505 => IppTrouble.NoAnswer, // server-error-temporary-error
        _ => IppTrouble.Refused,
    };

    private async Task<(IppResponse? Response, IppFailure? Failure)> PostAsync(
        ByteArrayContent content, bool hasDocument, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = content };

            // A face is sent when it is known that it is wanted: whoever is refused in its middle may not hear why.
            request.Headers.ExpectContinue = HasLogin && hasDocument;
            using HttpResponseMessage response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                return (null, Explain(response));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(AnswerTime);
            return (IppResponse.Parse(await ReadAsync(response.Content, limit.Token)), null);
        }
        catch (Exception e) when (e is HttpRequestException or FormatException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, Explain(e));
        }
    }

    private IppFailure Explain(HttpResponseMessage response) => response.StatusCode switch
    {
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Refused(
            $"sends us elsewhere (HTTP {(int)response.StatusCode}{To(response)}), which is not followed",
            "Write the address itself into the configuration, if it is right."),
        HttpStatusCode.Unauthorized => Unauthorized(response),
        HttpStatusCode.Forbidden => Locked(
            "does not let us print (HTTP 403)", "Give the account that we log in with the right to print on it."),
        HttpStatusCode.UpgradeRequired => Locked("wants TLS (HTTP 426)", "Write its address with ipps."),
        HttpStatusCode.NotFound => Refused(
            "has nothing at this address (HTTP 404)", "See that the address of the queue is right."),
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => new IppFailure(
            IppTrouble.NotSent, NotReady($"is busy (HTTP {(int)response.StatusCode})", "Try again later.")),
        _ => new IppFailure(
            (int)response.StatusCode >= 500 ? IppTrouble.NoAnswer : IppTrouble.Refused,
            NotReady(
                $"can't be reached: HTTP {(int)response.StatusCode}",
                "See that it is on, and that its address is right.")),
    };

    private IppFailure Unauthorized(HttpResponseMessage response)
    {
        string[] sorts = [.. response.Headers.WwwAuthenticate
            .Select(sort => ForeignText.OneLine(sort.Scheme, 40)).Distinct(StringComparer.OrdinalIgnoreCase)];
        bool hasBasic = sorts.Contains("Basic", StringComparer.OrdinalIgnoreCase);
        bool hasDigest = sorts.Contains("Digest", StringComparer.OrdinalIgnoreCase);
        if (sorts.Length > 0 && !hasBasic && !hasDigest)
        {
            return Locked(
                $"wants a login of the sort {string.Join(" or ", sorts)}, which we do not have (HTTP 401)",
                "Let it take digest or basic authentication, or let this machine print without a password.");
        }

        if (HasLogin && sorts.Length == 0)
        {
            return Locked(
                "refuses us and does not say how to log in (HTTP 401)",
                "Let it ask for basic or digest authentication (CUPS: DefaultAuthType or AuthType in cupsd.conf).");
        }

        if (!HasLogin)
        {
            return Locked(
                "wants us to log in (HTTP 401)",
                "Give the printer credentials: with user and password, or let this machine print without a password.");
        }

        return hasBasic && !hasDigest && _address.Scheme != Uri.UriSchemeHttps
            ? Locked(
                "wants the password in the clear, where anybody could read it (HTTP 401)",
                "Write its address with ipps, or let it take digest authentication.")
            : Locked(
                "does not take the name or the password (HTTP 401)",
                "Correct user or password of its credentials, and see that the account is not locked.");
    }

    private static string To(HttpResponseMessage response) =>
        response.Headers.Location is { } to ? $" to {ForeignText.OneLine(to.OriginalString)}" : "";

    private IppFailure Explain(Exception error) => error switch
    {
        HttpRequestException { InnerException: ServerRefusedException refused } => Untrusted(refused, error),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new IppFailure(
            IppTrouble.Refused,
            NotReady(
                "and we do not come to terms about TLS: "
                + ForeignText.OneLine((error.InnerException ?? error).Message).TrimEnd('.'),
                "See that it speaks TLS at this address, or write its address with ipp.",
                error))
        {
            IsSilence = true,
        },
        FormatException => new IppFailure(
            IppTrouble.NoAnswer,
            NotReady($"can't be reached: {error.Message.TrimEnd('.')}", "See that its address is right.", error)),
        _ => new IppFailure(
            error is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
            }
                ? IppTrouble.NotSent
                : IppTrouble.NoAnswer,
            NotReady(
                $"can't be reached: {error.Message.TrimEnd('.')}",
                "See that it is on, and that its address is right.",
                error))
        {
            IsSilence = true,
        },
    };

    private IppFailure Untrusted(ServerRefusedException refused, Exception error) => new(
        IppTrouble.Refused,
        NotReady(
            ForeignText.OneLine(refused.Message, 600),
            refused.IsName
                ? "Write its address with a name that its certificate has."
                : "If it is the right printer, give it ca: a file with the certificate of its CA.",
            error))
    {
        IsSilence = true,
    };

    private IppFailure Locked(string problem, Remedy remedy) =>
        Refused(problem, remedy) with { IsAccess = true };

    private IppFailure Refused(string problem, Remedy remedy) => new(IppTrouble.Refused, NotReady(problem, remedy));

    /// <exception cref="FormatException">It is longer than any answer is.</exception>
    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        using var answer = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is int length and > 0)
        {
            if (answer.Length + length > MaxAnswer)
                throw new FormatException($"its answer is longer than {MaxAnswer / 1024} KiB");
            answer.Write(buffer, 0, length);
        }

        return answer.ToArray();
    }
}
