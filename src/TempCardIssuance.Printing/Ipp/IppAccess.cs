using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Core.Text;
using TempCardIssuance.Core.Tls;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>How to log in to a printer.</summary>
/// <param name="User">Its name for us.</param>
/// <param name="Password">Goes with it.</param>
public sealed record IppCredentials(string User, SecretReference Password);

/// <summary>Opens connections to one printer: whom to trust there, and who we are.</summary>
internal static class IppAccess
{
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>: a file can't be used.</exception>
    public static HttpClient Open(DriverServices services, IppPrinterSettings settings)
    {
        bool isSecure = settings.Uri.Scheme is "ipps";
        if (!isSecure && settings.Credentials is null)
            return services.Http;
        TrustAnchors? trust = isSecure ? ReadTrust(settings) : null;
        return services.Connect(handler =>
        {
            if (settings.Credentials is { } credentials)
            {
                handler.Credentials = new Login(credentials);

                // CUPS refuses a job in its middle, and hangs up: so whoever was let in with a password says it at once.
                handler.PreAuthenticate = true;
            }

            if (!isSecure)
                return;
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = ServerCheck.Policy(trust),
                RemoteCertificateValidationCallback = new ServerCheck(trust).Accept,
            };
        });
    }

    private static TrustAnchors? ReadTrust(IppPrinterSettings settings)
    {
        if (settings.Ca.Count == 0)
            return null;
        try
        {
            return TrustAnchors.Read(settings.Ca);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new TempCardException(
                ErrorIds.PrinterNotReady,
                ErrorKind.Unavailable,
                $"Printer {settings.Uri} can't be asked: the trusted certificates can't be read "
                + $"({ForeignText.OneLine(e.Message).TrimEnd('.')}).",
                "Let 'ca' of the printer name PEM files with CA certificates.",
                settings.Uri.OriginalString,
                e);
        }
    }

    /// <summary>Says the password to those who may have it; reads it anew each time that one is asked for.</summary>
    private sealed class Login(IppCredentials credentials) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType)
        {
            bool isBasic = string.Equals(authType, "Basic", StringComparison.OrdinalIgnoreCase);
            bool isDigest = string.Equals(authType, "Digest", StringComparison.OrdinalIgnoreCase);
            if (!isDigest && !(isBasic && uri.Scheme == Uri.UriSchemeHttps))
                return null;

            // It has to be a string; the connection keeps it while it is taken.
            using SecretBytes password = credentials.Password.Resolve();
            return new NetworkCredential(credentials.User, Encoding.UTF8.GetString(password.Span));
        }
    }
}
