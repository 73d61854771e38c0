using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Where certificates say that more is to be had about their issuer.</summary>
/// <param name="Lists">Its revocation list (RFC 5280, 4.2.1.13); any of them is as good.</param>
/// <param name="Issuers">Its certificate (RFC 5280, 4.2.2.1).</param>
/// <param name="Ocsp">Who answers for it (RFC 6960).</param>
internal sealed record CertificateAddresses(
    IReadOnlyList<string> Lists, IReadOnlyList<string> Issuers, IReadOnlyList<string> Ocsp)
{
    public IEnumerable<X509Extension> Extensions()
    {
        if (Lists.Count > 0)
            yield return CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(Lists, critical: false);
        if (Issuers.Count + Ocsp.Count > 0)
            yield return new X509AuthorityInformationAccessExtension(Ocsp, Issuers, critical: false);
    }
}
