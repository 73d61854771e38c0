using System.Net.Http.Headers;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>Sends requests to one printer over HTTP (RFC 8010, 4).</summary>
internal sealed class IppClient
{
    private const int DefaultPort = 631;

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

    /// <summary>A request about this printer.</summary>
    public IppRequest About(IppOperation operation) =>
        new IppRequest(operation).Add(IppTag.Uri, "printer-uri", _printer.OriginalString);

    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public async Task<IppResponse> SendAsync(
        IppRequest request, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(request.ToBytes(document.Span));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
        IppResponse response = await PostAsync(content, cancellationToken);
        string status = $"0x{response.Status:x4} {response.First("status-message")}".TrimEnd();
        return response.Successful
            ? response
            : throw NotReady(
                $"refused {request.Operation} with status {status}",
                "Look at the printer's own page, and see that it takes PDF and that the address is right.");
    }

    public TempCardException NotReady(string problem, Remedy remedy, Exception? inner = null) => new(
        ErrorIds.PrinterNotReady,
        ErrorKind.Unavailable,
        $"Printer {_printer} {problem}.",
        remedy,
        _printer.OriginalString,
        inner);

    private async Task<IppResponse> PostAsync(ByteArrayContent content, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await _http.PostAsync(_address, content, cancellationToken);
            response.EnsureSuccessStatusCode();
            return IppResponse.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or FormatException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw NotReady(
                $"can't be reached: {e.Message.TrimEnd('.')}", "See that it is on, and that its address is right.", e);
        }
    }
}
