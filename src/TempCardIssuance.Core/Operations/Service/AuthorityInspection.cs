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
        // The record first: what comes meanwhile is in the store when that is read, and is asked for once more.
        StoreMark mark = await store.GetMarkAsync(cancellationToken);
        AuthorityComparison comparison = await watch.CompareAsync(name, cancellationToken);
        if (comparison.Error() is { } error)
            return [new AuditDisagreement(AuditSubject.Authority, name, error.Message)];
        IReadOnlyList<RecordedCertificate>? record = await authority.ReadRecordAsync(mark.StoreId, cancellationToken);
        return record is null ? [] : await CompareAsync(authority, mark.StoreId, record, cancellationToken);
    }

    private async Task<IReadOnlyList<AuditDisagreement>> CompareAsync(
        ICertificateAuthority authority,
        string storeId,
        IReadOnlyList<RecordedCertificate> record,
        CancellationToken cancellationToken)
    {
        var found = new List<AuditDisagreement>();
        Dictionary<string, RecordedCertificate> left = BySerial(record);
        var missing = new List<CardCertificate>();
        await foreach (CardCertificate known in store.FindCertificatesAsync(new CertificateQuery(), cancellationToken))
        {
            if (known.Authority != authority.Name)
                continue;
            if (!left.Remove(known.SerialNumber, out RecordedCertificate? recorded))
                missing.Add(known);
            else if (Compare(known, recorded) is { } wrong)
                found.Add(Of(known.SerialNumber, $"Certificate {known.SerialNumber} of {known.ProductionId} is {wrong}."));
        }

        found.AddRange(await MissingAsync(authority, storeId, missing, cancellationToken));
        found.AddRange(await UnknownAsync(authority, storeId, left.Values, cancellationToken));
        return found;
    }

    private string? Compare(CardCertificate known, RecordedCertificate recorded) => (known.State, recorded) switch
    {
        (CertificateState.Revoked, { IsRevoked: false }) => $"Revoked, and {known.Authority} has not revoked it",
        (CertificateState.Revoked, { IsListed: false }) when recorded.NotAfter > clock.GetUtcNow() =>
            $"Revoked, and not on the list that {known.Authority} has published",
        (CertificateState.Active, { IsRevoked: true }) => $"Active, and {known.Authority} has revoked it",
        _ => null,
    };

    /// <summary>What was issued while the store was read is on the record by now.</summary>
    private static async Task<IEnumerable<AuditDisagreement>> MissingAsync(
        ICertificateAuthority authority,
        string storeId,
        List<CardCertificate> missing,
        CancellationToken cancellationToken)
    {
        if (missing.Count == 0)
            return [];
        Dictionary<string, RecordedCertificate> now =
            BySerial(await authority.ReadRecordAsync(storeId, cancellationToken) ?? []);
        return missing
            .Where(c => !now.ContainsKey(c.SerialNumber))
            .Select(c => Of(
                c.SerialNumber,
                $"Certificate {c.SerialNumber} of {c.ProductionId} is not on the record of {authority.Name}."));
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
