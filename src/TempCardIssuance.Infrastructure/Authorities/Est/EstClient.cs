using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Text;
using TempCardIssuance.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Infrastructure.Authorities.Est;

/// <summary>Enrollment over Secure Transport, RFC 7030 and RFC 8951, as far as cards need it.</summary>
internal sealed class EstClient(EstSettings settings, TimeProvider clock)
{
    private const string WellKnown = "/.well-known/est";

    /// <summary>As long as `openssl base64` makes them, which every server can read.</summary>
    private const int LineLength = 64;

    private readonly AuthorityConnection _connection = new(settings.Name, settings.Connection, clock);
    private readonly ConnectionErrors _errors = new(settings.Name, settings.Connection);

    /// <summary>See <see cref="AuthorityConnection.ClientCertificateEnds"/>.</summary>
    public DateTimeOffset? ClientCertificateEnds() => _connection.ClientCertificateEnds();

    /// <summary>The certificates of the authority (4.1), in the order of the server.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.AuthorityNotReady"/>.</exception>
    public async Task<X509Certificate2Collection> GetCaCertificatesAsync(CancellationToken cancellationToken)
    {
        HttpAnswer answer = await _connection.SendAsync(new HttpOrder(Address("cacerts")), cancellationToken);
        X509Certificate2Collection certificates = Read(answer);
        return certificates.Count > 0
            ? certificates
            : throw _errors.NotReady("gives no certificate of its own (cacerts)");
    }

    /// <summary>Asks for a certificate (4.2.1).</summary>
    /// <param name="request">PKCS#10, DER.</param>
    /// <param name="refused">The error where the server refuses it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it gives; null: later, see the time beside it, which is null where it does not tell.</returns>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>, <see cref="ErrorIds.AuthorityNotSent"/>; what <c>refused</c> makes.
    /// </exception>
    public async Task<(X509Certificate2Collection? Certificates, TimeSpan? AskAgainAfter)> EnrollAsync(
        ReadOnlyMemory<byte> request, Func<string, TempCardException> refused, CancellationToken cancellationToken)
    {
        HttpAnswer answer = await _connection.SendAsync(
            new HttpOrder(Address("simpleenroll"))
            {
                Body = Lines(request.Span),
                MediaType = "application/pkcs10",
                TransferEncoding = "base64",
                Refused = refused,
            },
            cancellationToken);
        return answer.Status == 202 ? (null, answer.RetryAfter) : (Read(answer), null);
    }

    /// <summary>The path of an operation (3.2.2). An address with a path of its own is taken as it is.</summary>
    private Uri Address(string operation)
    {
        string path = settings.Url.AbsolutePath.TrimEnd('/');
        string label = settings.Label is { } given ? $"/{given}" : "";
        return new Uri(settings.Url, $"{(path.Length == 0 ? WellKnown : path)}{label}/{operation}");
    }

    private X509Certificate2Collection Read(HttpAnswer answer)
    {
        try
        {
            return CertsOnly.Read(answer.Body);
        }
        catch (CryptographicException e)
        {
            string type = answer.MediaType.Length == 0 ? "" : $" of type {ForeignText.OneLine(answer.MediaType, 60)}";
            throw _errors.NotReady($"gives no certificates: an answer of {answer.Body.Length} bytes{type}", inner: e);
        }
    }

    private static byte[] Lines(ReadOnlySpan<byte> der)
    {
        string base64 = Convert.ToBase64String(der);
        var lines = new StringBuilder();
        for (int i = 0; i < base64.Length; i += LineLength)
            lines.Append(base64.AsSpan(i, Math.Min(LineLength, base64.Length - i))).Append('\n');
        return Encoding.ASCII.GetBytes(lines.ToString());
    }
}
