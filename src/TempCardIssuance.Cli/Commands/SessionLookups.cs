using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.Cli.Commands;

/// <summary>Looks up what a command line names.</summary>
internal static class SessionLookups
{
    /// <summary>The batch without its productions.</summary>
    /// <exception cref="Core.Errors.TempCardException">There is none.</exception>
    public static async Task<CardBatch> GetBatchAsync(
        this IssuanceSession session, string batchId, CancellationToken stop) =>
        await session.Store.GetBatchAsync(batchId, withProductions: false, stop)
        ?? throw UsageErrors.BatchNotFound(batchId);
}
