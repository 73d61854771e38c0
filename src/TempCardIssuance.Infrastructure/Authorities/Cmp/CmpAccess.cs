using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>
/// What one conversation with a server needs, keys and secrets included; it is read anew each time, so that what was
/// replaced counts at once, and forgotten after it.
/// </summary>
internal sealed class CmpAccess : IDisposable
{
    private const int MaxAnswer = 1024 * 1024;
    private const string MediaType = "application/pkixcmp";

    private readonly IRequestProtection _protection;

    private CmpAccess(
        IRequestProtection protection,
        X509Certificate2? registration,
        IReadOnlyList<X509Certificate2> trusted,
        CmpConnection connection)
    {
        _protection = protection;
        Registration = registration;
        Trusted = trusted;
        Connection = connection;
    }

    public CmpConnection Connection { get; }

    /// <summary>The certificate that messages are signed with; null: a secret protects them.</summary>
    public X509Certificate2? Registration { get; }

    /// <summary>The certificates of <c>trust:</c>.</summary>
    public IReadOnlyList<X509Certificate2> Trusted { get; }

    /// <exception cref="TempCardException">
    /// With the given id: nothing was sent; <see cref="ErrorIds.SecretMissing"/>, where no order is to be sent.
    /// </exception>
    public static CmpAccess Open(
        CmpAuthoritySettings settings, CmpErrors errors, TimeProvider clock, CmpTransport? transport, string unsent)
    {
        var opened = new List<IDisposable>();
        try
        {
            X509Certificate2[] trusted = ReadTrust(settings.Trust);
            opened.AddRange(trusted);
            X509Certificate2? registration = null;
            IRequestProtection protection = settings.Certificate is null
                ? Secret(settings)
                : Signature(settings, out registration);
            opened.Add(protection);
            if (registration is not null)
                CheckValid(registration, clock, errors, unsent);
            X500DistinguishedName? responder = settings.Responder is { } name ? new(name) : null;
            var answers = new AnswerProtection(
                registration is null ? protection.Protect : null,
                new AnswerSigners(trusted, responder, clock, errors),
                errors);
            var connection = new CmpConnection(
                transport ?? Http(settings, clock, unsent), protection, answers, errors, clock)
            {
                Recipient = settings.Recipient is { } recipient ? CmpNames.Of(recipient) : null,
                CertProfile = settings.CertProfile,
                ClockTolerance = TimeSpan.FromMinutes(settings.ClockMinutes),
                LongestWait = settings.TimeOut,
            };
            var access = new CmpAccess(protection, registration, trusted, connection);
            opened.Clear();
            return access;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw errors.Unusable(e, unsent);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.SecretMissing && unsent == ErrorIds.AuthorityNotSent)
        {
            throw new TempCardException(unsent, e.Kind, e.Message, e.Remedy, e.Target, e);
        }
        finally
        {
            opened.ForEach(one => one.Dispose());
        }
    }

    private static SecretProtection Secret(CmpAuthoritySettings settings)
    {
        SecretBytes secret = settings.Secret!.Resolve();
        return new SecretProtection(
            settings.Reference!,
            Encoding.UTF8.GetBytes(settings.Reference!),
            secret,
            settings.UsesPbmac1,
            settings.Sender is { } sender ? CmpNames.Of(sender) : null);
    }

    private static SignatureProtection Signature(CmpAuthoritySettings settings, out X509Certificate2 certificate)
    {
        var read = ClientCertificate.Read(settings.Certificate!, settings.Key, settings.Password);
        certificate = read.Own;
        return new SignatureProtection(read.Own, [.. read.Others]);
    }

    private static void CheckValid(
        X509Certificate2 certificate, TimeProvider clock, CmpErrors errors, string unsent)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset from = new(certificate.NotBefore.ToUniversalTime());
        DateTimeOffset to = new(certificate.NotAfter.ToUniversalTime());
        if (now < from || now > to)
            throw errors.NotValid(certificate.Subject, from, to, unsent);
    }

    private static X509Certificate2[] ReadTrust(IEnumerable<string> files)
    {
        var all = new X509Certificate2Collection();
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            if (bytes.AsSpan().IndexOf("-----BEGIN "u8) < 0)
                all.Add(X509CertificateLoader.LoadCertificate(bytes));
            else
                all.ImportFromPem(Encoding.UTF8.GetString(bytes));
        }

        return [.. all];
    }

    /// <summary>RFC 9811.</summary>
    private static CmpTransport Http(CmpAuthoritySettings settings, TimeProvider clock, string unsent)
    {
        var http = new AuthorityConnection(settings.Name, settings.Connection, clock);
        return async (message, cancellationToken) =>
        {
            var order = new HttpOrder(settings.Url)
            {
                Body = message,
                MediaType = MediaType,
                ErrorType = MediaType,
                MaxAnswer = MaxAnswer,
            };
            try
            {
                return (await http.SendAsync(order, cancellationToken)).Body;
            }
            catch (TempCardException e) when (e.ErrorId == ErrorIds.AuthorityNotSent && unsent != e.ErrorId)
            {
                // It was not the order that was not sent, but something after it or apart from it.
                throw new TempCardException(unsent, e.Kind, e.Message, e.Remedy, e.Target, e);
            }
        };
    }

    public void Dispose()
    {
        _protection.Dispose();
        foreach (X509Certificate2 certificate in Trusted)
            certificate.Dispose();
    }
}
