using System.Collections.ObjectModel;
using System.Data.Common;
using Dapper;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Storage.Batches;

namespace TempCardIssuance.Infrastructure.Storage.Maintenance;

/// <summary>What a store has that a copy of it has not.</summary>
internal static class SqlStoreRestore
{
    private const string Last = "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1";

    public static IReadOnlyDictionary<string, long> Nothing => ReadOnlyDictionary<string, long>.Empty;

    /// <summary>Throws where cards are being made.</summary>
    public static async Task CheckAsync(
        DbConnection store, string name, TimeProvider clock, CancellationToken cancellationToken)
    {
        string? busy = await store.ExecuteScalarAsync<string?>(new CommandDefinition(
            $"SELECT MIN(batch_id) FROM leases WHERE {LeaseSql.IsLive}",
            new { now = clock.GetUtcNow().UtcTicks },
            cancellationToken: cancellationToken));
        if (busy is not null)
        {
            throw new TempCardException(
                ErrorIds.RestoreNotPossible,
                ErrorKind.Busy,
                $"Batch {busy} of the store {name} is being made.",
                $"Wait until it is Produced, or stop its stations; {Operation.FindBatches} shows how far it is.",
                name);
        }
    }

    /// <param name="plan">What is known of it.</param>
    /// <param name="store">The store.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<StoreRestore> CompareAsync(
        StoreRestore plan, DbConnection store, DbConnection copy, CancellationToken cancellationToken)
    {
        (long sequence, string hash) = await copy.QueryFirstOrDefaultAsync<(long, string)>(
            new CommandDefinition(Last, cancellationToken: cancellationToken));
        long known = await store.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM audit WHERE sequence = @sequence AND hash = @hash",
            new { sequence, hash },
            cancellationToken: cancellationToken));
        if (known == 0 && sequence != 0)
            return plan with { EventsSince = null, Since = Nothing };
        IEnumerable<(string Kind, long Count)> since = await store.QueryAsync<(string, long)>(new CommandDefinition(
            "SELECT kind, COUNT(*) FROM audit WHERE sequence > @sequence GROUP BY kind ORDER BY kind",
            new { sequence },
            cancellationToken: cancellationToken));
        var counts = since.ToDictionary(row => row.Kind, row => row.Count, StringComparer.Ordinal);
        return plan with { EventsSince = counts.Values.Sum(), Since = counts };
    }
}
