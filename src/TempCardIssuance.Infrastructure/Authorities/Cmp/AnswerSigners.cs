using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Security;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>
/// Whose signature under an answer is taken: a certificate that <c>trust:</c> has itself, or one below it that is an
/// authority's, or a CMP server's by its usages or by the name in <c>responder:</c>. A card's own certificate from
/// the same authority is none of them.
/// </summary>
/// <param name="trusted">The certificates of <c>trust:</c>; they live longer than this.</param>
/// <param name="responder">The subject that the signer must have; null: any.</param>
/// <param name="clock">Tells whether certificates are valid.</param>
/// <param name="errors">Says what is wrong.</param>
internal sealed class AnswerSigners(
    IReadOnlyList<X509Certificate2> trusted, X500DistinguishedName? responder, TimeProvider clock, CmpErrors errors)
{
    private const string CorrectTrust =
        "Put the certificate that the server signs with, or the one of its authority, into trust:.";

    /// <summary>id-kp-cmcCA and id-kp-cmcRA (RFC 9480, 2.2).</summary>
    private static readonly string[] ServerUsages = ["1.3.6.1.5.5.7.3.27", "1.3.6.1.5.5.7.3.28"];

    private static readonly HashSet<string> Algorithms =
    [
        "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13",
        "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
        "1.3.101.112", "1.3.101.113",
    ];

    /// <summary>Throws, or gives the certificate that the message is signed with, DER.</summary>
    public byte[] Check(ReceivedMessage message, AlgorithmIdentifier algorithm)
    {
        if (trusted.Count == 0)
            throw errors.NotProtected("it is signed, and trust: is not set", CorrectTrust);
        if (!IsTaken(algorithm))
            throw errors.NotProtected($"the signature algorithm {algorithm.Algorithm} is not taken");
        using var certificates = new LoadedCertificates(message.Certificates);
        // A key may have several certificates: one that is trusted itself, or at least valid, says more than others.
        var named = trusted.Concat(certificates.All)
            .Where(c => CmpNames.Is(message.Header.Sender, c.SubjectName))
            .OrderByDescending(IsValid)
            .ToList();
        if (named.Count == 0)
        {
            throw errors.NotProtected(
                $"there is no certificate of its sender {CmpNames.Shown(message.Header.Sender)}", CorrectTrust);
        }

        X509Certificate2 signer = named.Find(c => IsSignedBy(c, algorithm, message.Part, message.Protection))
            ?? throw errors.NotProtected("it was changed on its way, or signed with another key");
        CheckTrust(signer, certificates.All);
        CheckPurpose(signer);
        return signer.RawData;
    }

    private void CheckTrust(X509Certificate2 signer, IReadOnlyList<X509Certificate2> sent)
    {
        if (!IsValid(signer))
        {
            DateTimeOffset from = new(signer.NotBefore.ToUniversalTime());
            DateTimeOffset to = new(signer.NotAfter.ToUniversalTime());
            throw errors.NotProtected(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the certificate it is signed with is valid from {from:u} to {to:u}, not now"),
                "Check the clock; if it is right, whoever runs the authority has to renew that certificate.");
        }

        if (trusted.Any(t => t.RawDataMemory.Span.SequenceEqual(signer.RawData)))
            return;
        using X509Chain chain = NewChain(sent, clock.GetUtcNow());
        bool isGood = chain.Build(signer);
        if (!isGood)
            isGood = EndsBelowTrust(chain);
        string why = string.Join(", ", chain.ChainStatus.Select(s => s.Status).Distinct());
        foreach (X509ChainElement element in chain.ChainElements)
            element.Certificate.Dispose();
        if (!isGood)
        {
            throw errors.NotProtected(
                $"the certificate of '{signer.Subject}' that it is signed with does not lead to one in trust: ({why})",
                CorrectTrust);
        }
    }

    private bool IsValid(X509Certificate2 certificate)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        return now >= certificate.NotBefore.ToUniversalTime() && now <= certificate.NotAfter.ToUniversalTime();
    }

    private X509Chain NewChain(IReadOnlyList<X509Certificate2> sent, DateTimeOffset now)
    {
        var chain = new X509Chain();
        X509ChainPolicy policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = now.LocalDateTime;
        foreach (X509Certificate2 certificate in trusted)
            (IsSelfIssued(certificate) ? policy.CustomTrustStore : policy.ExtraStore).Add(certificate);
        foreach (X509Certificate2 certificate in sent)
            policy.ExtraStore.Add(certificate);
        return chain;
    }

    /// <summary>Whether nothing is wrong but that it ends at a certificate that is trusted itself.</summary>
    private bool EndsBelowTrust(X509Chain chain)
    {
        const X509ChainStatusFlags open = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;
        for (int i = 0; i < chain.ChainElements.Count; i++)
        {
            X509ChainElement element = chain.ChainElements[i];
            if (element.ChainElementStatus.Any(s => (s.Status & ~open) != X509ChainStatusFlags.NoError))
                return false;
            if (i > 0 && trusted.Any(t => t.RawDataMemory.Span.SequenceEqual(element.Certificate.RawData)))
                return true;
        }

        return false;
    }

    private void CheckPurpose(X509Certificate2 signer)
    {
        if (responder is not null && !CmpNames.Of(responder).Equivalent(CmpNames.Of(signer.SubjectName), inOrder: true))
        {
            throw errors.NotProtected(
                $"it is signed by '{signer.Subject}', which is not responder:",
                "Correct responder:, if that is the server.");
        }

        X509KeyUsageFlags? usage = signer.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages;
        bool isAuthority = signer.Extensions.OfType<X509BasicConstraintsExtension>()
            .Any(c => c.CertificateAuthority);
        if (!isAuthority && usage is { } flags && !flags.HasFlag(X509KeyUsageFlags.DigitalSignature))
            throw errors.NotProtected($"the certificate of '{signer.Subject}' is not for signatures");
        bool isServer = isAuthority
            || responder is not null
            || trusted.Any(t => t.RawDataMemory.Span.SequenceEqual(signer.RawData))
            || signer.Extensions.OfType<X509EnhancedKeyUsageExtension>()
                .SelectMany(e => e.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>())
                .Any(oid => ServerUsages.Contains(oid.Value, StringComparer.Ordinal));
        if (!isServer)
        {
            throw errors.NotProtected(
                $"it is signed by '{signer.Subject}', and nothing says that this is the server",
                "Write its subject into responder:, or put its certificate itself into trust:, if that is the server.");
        }
    }

    private static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>What is as good as broken (SHA-1, MD5) is not taken.</summary>
    private static bool IsTaken(AlgorithmIdentifier algorithm) =>
        Algorithms.Contains(algorithm.Algorithm.Id)
        || (algorithm.Algorithm.Equals(PkcsObjectIdentifiers.IdRsassaPss)
            && RsassaPssParameters.GetInstance(algorithm.Parameters).HashAlgorithm.Algorithm.Id
                .StartsWith("2.16.840.1.101.3.4.2.", StringComparison.Ordinal));

    private static bool IsSignedBy(
        X509Certificate2 certificate, AlgorithmIdentifier algorithm, byte[] part, byte[] signature)
    {
        try
        {
            AsymmetricKeyParameter key = PublicKeyFactory.CreateKey(
                certificate.PublicKey.ExportSubjectPublicKeyInfo());
            IStreamCalculator<IVerifier> verifier = new Asn1VerifierFactory(algorithm, key).CreateCalculator();
            verifier.Stream.Write(part);
            verifier.Stream.Dispose();
            return verifier.GetResult().IsVerified(signature);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A key of another kind, or no signature: BouncyCastle throws whatever comes up.
            return false;
        }
    }
}
