using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>
/// Whether a store and its authorities are of the same time and know the same certificates in the same state; where an
/// authority keeps a record, certificate by certificate.
/// </summary>
public sealed class AuthorityInspection(
    ICardStore store, IAuthorityCatalog authorities, AuthorityWatch watch, TimeProvider clock)
{
    /// <summary>Everything that does not agree; changes nothing.</summary>
    public async Task<IReadOnlyList<AuditDisagreement>> FindAsync(CancellationToken cancellationToken)
    {
        var found = new List<AuditDisagreement>();
        foreach (string name in authorities.Names)
        {
            try
            {
                found.AddRange(await FindAsync(name, cancellationToken));
            }
            catch (TempCardException e)
            {
                found.Add(new AuditDisagreement(AuditSubject.Authority, name, e.Message));
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<AuditDisagreement>> FindAsync(string name, CancellationToken cancellationToken)
    {
        ICertificateAuthority authority = authorities.Get(name);
        StoreMark mark = await store.GetMarkAsync(cancellationToken);
        AuthorityComparison comparison = await watch.CompareAsync(name, cancellationToken);
        if (comparison.Error() is { } error)
            return [new AuditDisagreement(AuditSubject.Authority, name, error.Message)];
        AuthorityRecord? record = await authority.ReadRecordAsync(mark.StoreId, cancellationToken);
        return record is null ? [] : await CompareAsync(authority, mark.StoreId, record, cancellationToken);
    }

    private async Task<IReadOnlyList<AuditDisagreement>> CompareAsync(
        ICertificateAuthority authority,
        string storeId,
        AuthorityRecord record,
        CancellationToken cancellationToken)
    {
        Dictionary<string, RecordedCertificate> left = BySerial(record.Certificates);
        var suspects = new List<CardCertificate>();
        await foreach (CardCertificate known in store.FindCertificatesAsync(new CertificateQuery(), cancellationToken))
        {
            if (known.Authority != authority.Name)
                continue;
            left.Remove(known.SerialNumber, out RecordedCertificate? recorded);
            if (Compare(known, recorded, record) is not null)
                suspects.Add(known);
        }

        return
        [
            .. await LookAgainAsync(authority, storeId, suspects, cancellationToken),
            .. await UnknownAsync(authority, storeId, left.Values, cancellationToken),
        ];
    }

    /// <summary>What is wrong with a certificate that the store knows, as the end of a sentence; null: nothing.</summary>
    private string? Compare(CardCertificate known, RecordedCertificate? recorded, AuthorityRecord record) =>
        (known.State, recorded) switch
        {
            (_, null) => record.HasLost(known.Place) ? null : $"not on the record of {known.Authority}",
            (CertificateState.Revoked, { IsRevoked: false }) => $"Revoked, and {known.Authority} has not revoked it",
            (CertificateState.Revoked, { IsListed: false }) when recorded.NotAfter > clock.GetUtcNow() =>
                $"Revoked, and not on the list that {known.Authority} has published",
            (CertificateState.Active, { IsRevoked: true }) => $"Active, and {known.Authority} has revoked it",
            _ => null,
        };

    /// <summary>
    /// The store was read after the record: what was issued or revoked meanwhile is on the record by now.
    /// </summary>
    private async Task<IEnumerable<AuditDisagreement>> LookAgainAsync(
        ICertificateAuthority authority,
        string storeId,
        List<CardCertificate> suspects,
        CancellationToken cancellationToken)
    {
        if (suspects.Count == 0)
            return [];
        AuthorityRecord record =
            await authority.ReadRecordAsync(storeId, cancellationToken) ?? new AuthorityRecord([], []);
        Dictionary<string, RecordedCertificate> now = BySerial(record.Certificates);
        return suspects
            .Select(c => (Certificate: c, Wrong: Compare(c, now.GetValueOrDefault(c.SerialNumber), record)))
            .Where(s => s.Wrong is not null)
            .Select(s => Of(
                s.Certificate.SerialNumber,
                $"Certificate {s.Certificate.SerialNumber} of {s.Certificate.ProductionId} is {s.Wrong}."));
    }

    /// <summary>A certificate whose production is not over may still come into the store.</summary>
    private async Task<IEnumerable<AuditDisagreement>> UnknownAsync(
        ICertificateAuthority authority,
        string storeId,
        IEnumerable<RecordedCertificate> left,
        CancellationToken cancellationToken)
    {
        ILookup<string, string> serials = left
            .Where(r => !r.IsRevoked)
            .ToLookup(r => r.ProductionId, r => r.SerialNumber, StringComparer.Ordinal);
        var issued = new List<IssuedCertificate>();
        foreach (string production in serials.Select(s => s.Key))
            issued.AddRange(await authority.FindIssuedAsync(production, storeId, cancellationToken));
        var unknown = serials.SelectMany(s => s).ToHashSet(StringComparer.Ordinal);
        return (await store.FindStrayAsync(authority.Name, issued, cancellationToken))
            .Select(stray => (Serial: SerialNumber(stray), stray.ProductionId))
            .Where(stray => unknown.Contains(stray.Serial))
            .Select(stray => Of(
                stray.Serial,
                $"{authority.Name} has issued certificate {stray.Serial} for {stray.ProductionId}; "
                + "the store does not know it."));
    }

    private static Dictionary<string, RecordedCertificate> BySerial(IEnumerable<RecordedCertificate> record) =>
        record.ToDictionary(r => r.SerialNumber, StringComparer.Ordinal);

    private static string SerialNumber(IssuedCertificate issued)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(issued.RawData);
        return certificate.SerialNumber;
    }

    private static AuditDisagreement Of(string serialNumber, string message) =>
        new(AuditSubject.Certificate, serialNumber, message);
}
