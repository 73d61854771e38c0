using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Makes the certificates that a local authority puts on cards.</summary>
internal static class CardCertificateBuilder
{
    /// <summary>
    /// Builds and signs. The validity does not begin before the issuer's.
    /// </summary>
    /// <exception cref="Core.Errors.TempCardException">
    /// <see cref="Core.Errors.ErrorIds.CertificateRefused"/>, <see cref="Core.Errors.ErrorIds.AuthorityEndsEarly"/>.
    /// </exception>
    public static X509Certificate2 Build(
        string name, AuthorityIdentity issuer, CertificateOrder order, CertificateAddresses addresses)
    {
        PublicKey key = CertificateOrders.CheckKey(order);
        DateTimeOffset notBefore = Later(order.NotBefore, issuer.NotBefore);
        DateTimeOffset notAfter = order.NotAfter;
        if (notAfter <= notBefore)
            throw CertificateOrders.Refuse(order, "it would never be valid");
        if (notAfter > issuer.NotAfter)
            throw AuthorityErrors.EndsEarly(name, issuer.NotAfter, notAfter);

        var request = new CertificateRequest(Subject(order), key, issuer.Hash);
        foreach (X509Extension extension in Extensions(issuer, order, key, addresses))
            request.CertificateExtensions.Add(extension);
        return issuer.Sign(generator => request.Create(
            issuer.Certificate.SubjectName, generator, notBefore, notAfter, SerialNumbers.Next()));
    }

    private static IEnumerable<X509Extension> Extensions(
        AuthorityIdentity issuer, CertificateOrder order, PublicKey key, CertificateAddresses addresses)
    {
        yield return X509BasicConstraintsExtension.CreateForEndEntity(critical: true);
        foreach (X509Extension wanted in order.Extensions)
            yield return wanted;
        yield return new X509SubjectKeyIdentifierExtension(key, critical: false);
        yield return issuer.KeyIdentifier;
        foreach (X509Extension address in addresses.Extensions())
            yield return address;
    }

    private static X500DistinguishedName Subject(CertificateOrder order)
    {
        try
        {
            return new X500DistinguishedName(order.Subject);
        }
        catch (CryptographicException e)
        {
            throw CertificateOrders.Refuse(order, $"'{order.Subject}' is no distinguished name", e);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
