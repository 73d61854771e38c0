using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>The calendar that a store keeps, so that all who use the store mean the same days.</summary>
internal static class StoreCalendar
{
    /// <summary>As it is; where none is kept yet, that of this machine.</summary>
    public static async Task<CardCalendar> GetCalendarAsync(
        this ICardStore store, CancellationToken cancellationToken) =>
        CardCalendar.Of(await store.GetTimeZonesAsync(cancellationToken));

    /// <summary>
    /// The calendar for making cards: the first machine that makes some decides for all, unless its time zone has no name
    /// that others know.
    /// </summary>
    public static async Task<CardCalendar> KeepCalendarAsync(this ICardStore store)
    {
        IReadOnlyDictionary<string, string> zones = await store.GetTimeZonesAsync(CancellationToken.None);
        if (zones.ContainsKey("") || CardCalendar.IdOf(TimeZoneInfo.Local) is not { } local)
            return CardCalendar.Of(zones);
        var keep = new KeepTimeZone(Site: null, local, Replace: false);
        await store.ApplyAsync(new ChangeSet([keep], []), CancellationToken.None);
        return await store.GetCalendarAsync(CancellationToken.None);
    }
}
