using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>What waits to be revoked, whenever it may be tried again.</summary>
internal static class PendingRevocations
{
    public static async Task<IReadOnlyList<CardCertificate>> PendingAsync(this ICardStore store, int limit) =>
    [
        .. (await store.GetDueRevocationsAsync(DateTimeOffset.MaxValue, [], limit, CancellationToken.None))
            .Select(due => due.Certificate),
    ];
}
