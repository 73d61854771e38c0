using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>How all certificates stand that an index has; reads it from its first line.</summary>
internal static class IndexStanding
{
    /// <param name="file">The index.</param>
    /// <param name="listed">The serial numbers on the lists that are out.</param>
    /// <param name="storeId">Only those that were ordered for this store; older versions kept none.</param>
    public static AuthorityRecord Read(string file, IReadOnlySet<string> listed, string storeId)
    {
        if (!File.Exists(file))
            return new AuthorityRecord([], []);
        var index = new IndexFile(file);
        var issued = new List<IssuedRecord>();
        var revoked = new HashSet<string>(StringComparer.Ordinal);
        var lost = new List<(long First, long Last)>();
        long last = 0;
        using (FileStream stream = index.Open())
        {
            foreach ((IndexLine line, byte[] text) in index.Lines(stream, 0))
            {
                switch (index.Parse(text, line))
                {
                    case IssuedRecord record:
                        last = record.Place ?? last + 1;
                        if (record.Store is null || record.Store.StoreId == storeId)
                            issued.Add(record with { Der = [] });
                        break;
                    // What was issued up to there is not on record, or it would have been read.
                    case MarkRecord mark when mark.Place > last:
                        lost.Add((last + 1, mark.Place));
                        last = mark.Place;
                        break;
                    case RevokedRecord record:
                        revoked.Add(record.Serial);
                        break;
                }
            }
        }

        return new AuthorityRecord(
            [
                .. issued.Select(i => new RecordedCertificate(
                    i.Serial, i.ProductionId, i.NotAfter, revoked.Contains(i.Serial), listed.Contains(i.Serial))),
            ],
            lost);
    }
}
