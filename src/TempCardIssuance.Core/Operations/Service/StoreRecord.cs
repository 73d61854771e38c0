using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>Says in the audit trail what was done with the store as a whole, and keeps what goes for all of it.</summary>
public sealed class StoreRecord(ICardStore store, Actor actor)
{
    /// <param name="kind">One of <see cref="Audit.AuditKinds"/>.</param>
    /// <param name="detail">In words.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AddAsync(string kind, string detail, CancellationToken cancellationToken) =>
        store.ApplyAsync(new ChangeSet([], [actor.Event(kind, detail: detail)]), cancellationToken);

    /// <summary>Has days counted by another clock from now on.</summary>
    public Task SetTimeZoneAsync(StoreTimeZone zone, CancellationToken cancellationToken) => store.ApplyAsync(
        new ChangeSet(
            [new KeepTimeZone(zone.Site, zone.TimeZone, Replace: true)],
            [actor.Event(AuditKinds.TimeZoneChanged, detail: zone.ToString())]),
        cancellationToken);
}
