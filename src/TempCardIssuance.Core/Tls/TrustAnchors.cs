using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Tls;

/// <summary>
/// CA certificates that are trusted, and no others. Any of them is where a chain may end (RFC 5280, 6.1.1), be it a
/// root or not.
/// </summary>
public sealed class TrustAnchors(X509Certificate2Collection anchors)
{
    /// <exception cref="CryptographicException">A file has no certificate, or a broken one.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static TrustAnchors Read(IEnumerable<string> files)
    {
        var anchors = new X509Certificate2Collection();
        foreach (string file in files)
        {
            int before = anchors.Count;
            anchors.ImportFromPemFile(file);
            if (anchors.Count == before)
                throw new CryptographicException($"'{file}' has no certificate in it (PEM)");
        }

        return new TrustAnchors(anchors);
    }

    /// <summary>
    /// For a chain that ends anywhere: whether it is one of these, <see cref="AreIn"/> says. Asks nobody else.
    /// </summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority,
        };
        policy.CustomTrustStore.AddRange(anchors);
        policy.ExtraStore.AddRange(anchors);
        return policy;
    }

    public bool AreIn(X509Chain chain) => chain.ChainElements.Any(element => anchors.Any(anchor =>
        anchor.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span)));

    /// <summary>What is wrong with a chain that was built, as a clause about its first certificate.</summary>
    /// <param name="chain">By <see cref="Policy"/>.</param>
    /// <param name="unimportant">What may be wrong besides.</param>
    /// <returns>Null: nothing.</returns>
    public string? Problem(X509Chain chain, X509ChainStatusFlags unimportant = X509ChainStatusFlags.NoError)
    {
        unimportant |= X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;
        X509ChainStatus[] bad = [.. chain.ChainStatus.Where(status =>
            (status.Status & ~unimportant) != X509ChainStatusFlags.NoError)];
        return bad.Length > 0 ? string.Join(", ", bad.Select(status => status.StatusInformation.TrimEnd('.', '\n')))
            : !AreIn(chain) ? "leads to none of the trusted certificates"
            : null;
    }
}
