using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Tls;

namespace TempCardIssuance.Infrastructure.Authorities.Est;

/// <summary>The certificates that an authority gives of itself (RFC 7030, 4.1.3), in any order.</summary>
internal sealed class EstCertificates(X509Certificate2Collection certificates)
{
    private readonly X509Certificate2[] _inOrder =
    [
        .. certificates
            .OrderBy(own => certificates.Any(other => IsAbove(own, other)))
            .ThenByDescending(own => own.NotBefore),
    ];

    /// <summary>DER: what issues certificates of cards first, the newest before others, then what is above.</summary>
    public IReadOnlyList<byte[]> RawData => [.. _inOrder.Select(certificate => certificate.RawData)];

    /// <summary>When the one that issues began.</summary>
    public DateTimeOffset NotBefore => new(_inOrder[0].NotBefore.ToUniversalTime());

    /// <summary>When it ends.</summary>
    public DateTimeOffset NotAfter => new(_inOrder[0].NotAfter.ToUniversalTime());

    /// <summary>
    /// Why a certificate is not from here, as a clause; null: it is. Whether it is valid now is another question.
    /// </summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="others">What came with it.</param>
    public string? Problem(X509Certificate2 certificate, X509Certificate2Collection others)
    {
        var anchors = new TrustAnchors(certificates);
        using var chain = new X509Chain { ChainPolicy = anchors.Policy() };
        chain.ChainPolicy.ExtraStore.AddRange(others);
        chain.Build(certificate);
        return anchors.Problem(
            chain, X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.HasNotSupportedCriticalExtension);
    }

    private static bool IsAbove(X509Certificate2 certificate, X509Certificate2 other) =>
        !ReferenceEquals(certificate, other)
        && other.IssuerName.RawData.AsSpan().SequenceEqual(certificate.SubjectName.RawData)
        && !other.SubjectName.RawData.AsSpan().SequenceEqual(certificate.SubjectName.RawData);
}
