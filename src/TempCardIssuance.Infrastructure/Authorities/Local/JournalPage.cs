using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>
/// What is written at one stroke. An entry that does not fit what is on record is refused by itself. For the holder of
/// the lock.
/// </summary>
internal sealed class JournalPage(LocalAuthoritySettings options, AuthorityKeys keys, AuthorityIndex index)
{
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);
    private readonly HashSet<(string?, string, string)> _issued = [];
    private long _lastPlace = index.LastPlace;

    public List<IndexRecord> Records { get; } = [];

    /// <summary>How many revocations are on record once this is.</summary>
    public int RevocationsAfter => index.RevocationCount + _revoked.Count;

    /// <summary>The highest number of a list, on record and among the records.</summary>
    public long LastListNumber =>
        Math.Max(index.LastListNumber, Records.OfType<CrlRecord>().Select(crl => crl.Number).DefaultIfEmpty().Max());

    /// <summary>Whether the list of a key that is out lacks what is revoked.</summary>
    public bool IsRevokedSince(CrlRecord list) =>
        index.OfKey(list.Key).LastRevocation > list.Entries
        || Records.OfType<RevokedRecord>().Any(revoked => revoked.Key == list.Key);

    public void Add(JournalEntry entry)
    {
        try
        {
            entry.Written = entry.Record switch
            {
                IssuedRecord issued => Issue(issued),
                RevokedRecord revoked => Revoke(revoked, entry.RawData),
                CrlRecord crl => crl.Number > index.LastListNumber ? crl : null,
                MarkRecord mark => Mark(mark),
                _ => null,
            };
            if (entry.Written is not null)
                Records.Add(entry.Written);
        }
        catch (TempCardException e)
        {
            entry.Done.TrySetException(e);
        }
    }

    /// <summary>Adds what is on a list that is out, and not on record.</summary>
    public void AddMissing(IEnumerable<RevokedRecord> entries) => Records.AddRange(
        entries.Where(entry => !index.IsRevoked(entry.Serial) && _revoked.Add(entry.Serial)));

    private IssuedRecord Issue(IssuedRecord issued)
    {
        if (issued.Store is { } store)
        {
            if (index.MarkOf(store.StoreId)?.Head is { } shown
                && (store.Head.Sequence < shown.Sequence
                    || (store.Head.Sequence == shown.Sequence && store.Head.Hash != shown.Hash)))
            {
                throw AuthorityErrors.StoreWentBack(options.Name, unknown: 0);
            }

            bool isFirst = _issued.Add((store.StoreId, issued.ProductionId, issued.Profile));
            if (!isFirst || index.FindIssued(issued.ProductionId).Any(before => IsSame(before, issued)))
                throw AuthorityErrors.Exists(options.Name, issued.ProductionId, issued.Profile);
        }

        return issued with { Place = ++_lastPlace };
    }

    /// <summary>One that is revoked was settled.</summary>
    private bool IsSame(IssuedRecord before, IssuedRecord issued) =>
        before.Store?.StoreId == issued.Store?.StoreId
        && before.Profile == issued.Profile
        && !index.IsRevoked(before.Serial);

    private RevokedRecord? Revoke(RevokedRecord revoked, byte[]? rawData)
    {
        if (index.IsRevoked(revoked.Serial))
            return null;
        KnownSerial known = index.Find(revoked.Serial) ?? Find(rawData) ?? throw NeverIssued(revoked.Serial);
        return _revoked.Add(revoked.Serial) ? revoked with { NotAfter = known.NotAfter, Key = known.Key } : null;
    }

    /// <summary>A certificate that the record has lost says by itself whose it is.</summary>
    private KnownSerial? Find(byte[]? rawData) => rawData is not null && keys.FindSigner(rawData) is { } key
        ? new KnownSerial(EndOf(rawData), key)
        : null;

    private static DateTimeOffset EndOf(byte[] rawData)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(rawData);
        return new DateTimeOffset(certificate.NotAfter);
    }

    private MarkRecord Mark(MarkRecord mark)
    {
        _lastPlace = Math.Max(_lastPlace, mark.Place);
        return mark with { Place = _lastPlace };
    }

    private TempCardException NeverIssued(string serial) => new(
        ErrorIds.AuthorityNotReady,
        ErrorKind.NotFound,
        $"The authority '{options.Name}' in '{options.Path}' never issued a certificate {serial}.",
        "Check that the configuration names the folder that the authority had when it issued the certificate.",
        options.Name);
}
