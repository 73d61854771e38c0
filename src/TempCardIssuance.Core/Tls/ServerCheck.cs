using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Tls;

/// <summary>Looks at the certificate of a server, and says what is wrong with it.</summary>
/// <param name="trust">What is trusted; null: what the system trusts.</param>
public sealed class ServerCheck(TrustAnchors? trust)
{
    /// <summary>Asks nobody else, so that no server that is away keeps us waiting.</summary>
    public static X509ChainPolicy Policy(TrustAnchors? trust) => trust?.Policy() ?? new X509ChainPolicy
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    /// <exception cref="ServerRefusedException">It is not trusted; this says why, where "no" could not.</exception>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown || chain is null)
            throw new ServerRefusedException("shows no certificate", isName: false);
        if (Problem(chain, errors) is { } problem)
        {
            throw new ServerRefusedException(
                $"shows a certificate '{shown.Subject}', issued by '{shown.Issuer}', that is not trusted: {problem}",
                isName: false);
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            throw new ServerRefusedException(
                $"shows a certificate that is another server's: {Names(shown)}", isName: true);
        }

        return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None;
    }

    private string? Problem(X509Chain chain, SslPolicyErrors errors)
    {
        if (trust is not null)
            return trust.Problem(chain);
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
            ? string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation.TrimEnd('.', '\n')))
            : null;
    }

    private static string Names(X509Certificate2 certificate)
    {
        X509SubjectAlternativeNameExtension? names =
            certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        string[] all =
        [
            .. names?.EnumerateDnsNames() ?? [],
            .. names?.EnumerateIPAddresses().Select(address => address.ToString()) ?? [],
        ];
        return all.Length > 0 ? string.Join(", ", all.Take(5)) : $"{certificate.Subject}, without names of servers";
    }
}
