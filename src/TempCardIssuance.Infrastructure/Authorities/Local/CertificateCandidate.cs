using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>A certificate that an authority can take into use, and those above it.</summary>
internal sealed record CertificateCandidate(
    X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Issuers, bool IsNewKey)
{
    /// <param name="content">What was handed out.</param>
    /// <param name="current">The certificate that is in use; null: none is.</param>
    /// <param name="waiting">The key that waits for its certificate; null: none does.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.AuthorityCertificateRefused"/>.</exception>
    public static CertificateCandidate Find(
        byte[] content, X509Certificate2? current, PublicKey? waiting, DateTimeOffset now)
    {
        X509Certificate2Collection all;
        try
        {
            all = CertificateBundle.Read(content);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw Refuse($"it can't be read ({e.Message})", e);
        }

        X509Certificate2? next = Of(all, waiting);
        X509Certificate2? own = next ?? Of(all, current?.PublicKey);
        if (own is null)
            throw Refuse(waiting is null && current is null ? "nothing was asked for yet" : "it is for another key");
        X509Certificate2[] issuers = [.. Above(own, all)];
        Check(own, issuers, current, isNewKey: next is not null, now);
        return new CertificateCandidate(own, issuers, next is not null);
    }

    public AuthorityInstallation Describe(string name) => new(
        name,
        Certificate.Subject,
        Certificate.Issuer,
        KeyIdentifiers.Of(Certificate),
        new DateTimeOffset(Certificate.NotBefore.ToUniversalTime()),
        new DateTimeOffset(Certificate.NotAfter.ToUniversalTime()),
        IsNewKey,
        Issuers.Count);

    private static X509Certificate2? Of(X509Certificate2Collection all, PublicKey? key) => key is null
        ? null
        : all.FirstOrDefault(c => c.PublicKey.ExportSubjectPublicKeyInfo().AsSpan()
            .SequenceEqual(key.ExportSubjectPublicKeyInfo()));

    /// <summary>From the issuer on; what does not belong to it is left out.</summary>
    private static IEnumerable<X509Certificate2> Above(X509Certificate2 own, X509Certificate2Collection all)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { own.Thumbprint };
        for (X509Certificate2? below = own; below is not null;)
        {
            below = all.FirstOrDefault(
                c => c.SubjectName.RawData.AsSpan().SequenceEqual(below.IssuerName.RawData) && seen.Add(c.Thumbprint));
            if (below is not null)
                yield return below;
        }
    }

    private static void Check(
        X509Certificate2 own,
        X509Certificate2[] issuers,
        X509Certificate2? current,
        bool isNewKey,
        DateTimeOffset now)
    {
        if (AuthorityCertificates.Unfitness(own) is { } why)
            throw Refuse($"it {why}");
        if (now.UtcDateTime < own.NotBefore.ToUniversalTime() || now.UtcDateTime >= own.NotAfter.ToUniversalTime())
            throw Refuse($"it is valid from {own.NotBefore.ToUniversalTime():u} to {own.NotAfter.ToUniversalTime():u}");
        if (current is not null && !own.SubjectName.RawData.AsSpan().SequenceEqual(current.SubjectName.RawData))
            throw Refuse($"its subject is '{own.Subject}', and the authority is '{current.Subject}'");
        if (current is not null && !isNewKey && KeyIdentifiers.Of(own) != KeyIdentifiers.Of(current))
            throw Refuse("its subject key identifier is another one than before, and cards name the one of before");
        bool isRoot = own.SubjectName.RawData.AsSpan().SequenceEqual(own.IssuerName.RawData);
        if (isRoot && !Signatures.IsBy(own, own.RawData))
            throw Refuse("its key has not signed it");
        if (!isRoot && issuers.Length > 0 && ProblemOf(own, issuers, now) is { } problem)
            throw Refuse($"its chain is not good: {problem}");
    }

    /// <summary>Whether the topmost is trusted is not asked: whoever installs it has to know.</summary>
    private static string? ProblemOf(X509Certificate2 own, X509Certificate2[] issuers, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(issuers);
        chain.ChainPolicy.ExtraStore.AddRange(issuers);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        if (!chain.Build(own))
            return string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation.Trim()));
        return chain.ChainElements.Count > issuers.Length ? null : "what came with it has not signed it";
    }

    private static TempCardException Refuse(string why, Exception? inner = null) => new(
        ErrorIds.AuthorityCertificateRefused,
        ErrorKind.InvalidData,
        $"The certificate can't be installed: {why}.",
        $"Have a certificate made for what {Operation.RequestAuthorityCertificate} has written, for an authority.",
        target: null,
        inner);
}
