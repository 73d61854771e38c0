namespace TempCardIssuance.Core.Ports;

/// <summary>How a certificate stands on the record of its authority.</summary>
/// <param name="SerialNumber">Upper-case hex.</param>
/// <param name="ProductionId">What it was ordered for.</param>
/// <param name="NotAfter">When it expires.</param>
/// <param name="IsRevoked">Whether the record says that it is revoked.</param>
/// <param name="IsListed">Whether it is on the revocation list that is out.</param>
public sealed record RecordedCertificate(
    string SerialNumber, string ProductionId, DateTimeOffset NotAfter, bool IsRevoked, bool IsListed);

/// <summary>The record of an authority as a whole.</summary>
/// <param name="Certificates">In order.</param>
/// <param name="Lost">
/// The first and the last place of each part that is known to be missing, since an old copy was put back.
/// </param>
public sealed record AuthorityRecord(
    IReadOnlyList<RecordedCertificate> Certificates, IReadOnlyList<(long First, long Last)> Lost)
{
    /// <summary>Whether it is known that the certificate at this place is missing.</summary>
    public bool HasLost(long? place) => Lost.Any(part => place >= part.First && place <= part.Last);
}
