using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Those whose cards are believed what they say of their keys; their files are read when they are needed.</summary>
/// <param name="files">PEM, one certificate or several in each.</param>
internal sealed class AttestationMakers(IReadOnlyList<string> files)
{
    private readonly Lazy<X509Certificate2Collection> _certificates = new(() => Read(files));

    /// <summary>Whether a certificate goes back to one of them, through these and theirs.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.ConfigurationInvalid"/>: a file can't be read.</exception>
    public bool Vouch(X509Certificate2 certificate, params ReadOnlySpan<X509Certificate2> between)
    {
        using var chain = new X509Chain();
        X509ChainPolicy policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        foreach (X509Certificate2 known in _certificates.Value)
            (IsRoot(known) ? policy.CustomTrustStore : policy.ExtraStore).Add(known);
        foreach (X509Certificate2 other in between)
            policy.ExtraStore.Add(other);
        bool isGood = chain.Build(certificate);
        foreach (X509ChainElement element in chain.ChainElements)
            element.Certificate.Dispose();
        return isGood;
    }

    private static bool IsRoot(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static X509Certificate2Collection Read(IReadOnlyList<string> files)
    {
        X509Certificate2Collection all = [];
        foreach (string file in files)
        {
            try
            {
                int before = all.Count;
                all.ImportFromPemFile(file);
                if (all.Count == before)
                    throw new CryptographicException("there is no certificate in it");
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                throw new TempCardException(
                    ErrorIds.ConfigurationInvalid,
                    ErrorKind.InvalidData,
                    $"The certificates of card makers in '{file}' can't be read: {e.Message}",
                    "Put the maker's certificates there as PEM, or correct card.attestationRoots.",
                    file,
                    e);
            }
        }

        return all;
    }
}
