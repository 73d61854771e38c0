using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Storage;

namespace TempCardIssuance.Composition.Operations;

/// <summary>What an administrator can do with the store as a database.</summary>
public sealed class StoreDesk
{
    private readonly StoreSettings _settings;
    private readonly Func<string, StoreSettings> _read;
    private readonly Actor _actor;

    /// <param name="settings">The store.</param>
    /// <param name="read">Reads which store another configuration has.</param>
    /// <param name="actor">Who does it.</param>
    internal StoreDesk(StoreSettings settings, Func<string, StoreSettings> read, Actor actor)
    {
        _settings = settings;
        _read = read;
        _actor = actor;
    }

    /// <summary>Compares the store with its authorities; null: nothing does.</summary>
    internal AuthorityAgreement? Agreement { get; init; }

    /// <summary>
    /// Looks for damage, and whether the store and its authorities are of the same time; changes nothing, the schema
    /// included.
    /// </summary>
    public async Task<StoreHealth> TestAsync(CancellationToken stop)
    {
        await using IStoreMaintenance store = _settings.Maintain();
        StoreHealth health = await store.CheckAsync(stop);
        return Agreement is null ? health : await Agreement.AddAsync(health, stop);
    }

    /// <summary>A copy of all that is committed, while others go on working; the copy is checked.</summary>
    /// <param name="path">A file that does not exist yet, absolute.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Planned<StoreHealth>> BackupAsync(string path, CancellationToken stop)
    {
        await using (IStoreMaintenance present = _settings.Maintain())
            await present.CheckBackupAsync(path, stop);
        string description = $"Copy the store to {path}, and check the copy";
        return new Planned<StoreHealth>(
            Operation.BackupStore,
            description,
            $"{description}?",
            async (_, end) =>
            {
                await using IStoreMaintenance store = _settings.Maintain();
                return await store.BackupAsync(path, end);
            });
    }

    /// <summary>Puts a copy in the place of the store.</summary>
    /// <param name="path">A copy that <see cref="BackupAsync"/> made.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Planned<StoreRestore>> RestoreAsync(string path, CancellationToken stop)
    {
        await using IStoreMaintenance present = _settings.Maintain();
        StoreRestore plan = await present.PlanRestoreAsync(path, stop);
        string description = StoreWords.Describe(plan);
        return new Planned<StoreRestore>(
            Operation.RestoreStore,
            description,
            $"{description}.\nPut it back?",
            async (_, end) =>
            {
                StoreRestore done;
                await using (IStoreMaintenance store = _settings.Maintain())
                    done = await store.RestoreAsync(path, end);
                await RecordAsync(_settings, AuditKinds.StoreRestored, $"From {done.Backup}");
                return done;
            });
    }

    /// <summary>Copies the store into the one of another configuration.</summary>
    /// <param name="configuration">A configuration whose store is empty.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Planned<StoreCopy>> CopyAsync(string configuration, CancellationToken stop)
    {
        StoreSettings other = _read(configuration);
        await using IStoreMaintenance present = _settings.Maintain();
        await using IStoreMaintenance destination = other.Maintain();
        await present.CheckCopyAsync(destination, stop);
        string description = $"Copy all that is in the store to the store of {configuration}, and compare both";
        return new Planned<StoreCopy>(
            Operation.CopyStore,
            description,
            $"{description}?",
            (_, end) => CopyAsync(other, end));
    }

    /// <summary>Sets by which clock the days of cards end that are made from now on.</summary>
    /// <param name="timeZone">Its IANA id, or Windows' name for it.</param>
    /// <param name="site">Where; null: wherever there is no other.</param>
    /// <exception cref="Core.Errors.TempCardException"><see cref="Core.Errors.ErrorIds.TimeZoneNotFound"/>.</exception>
    public Planned<StoreTimeZone> SetTimeZone(string timeZone, string? site)
    {
        TimeZoneInfo zone = CardCalendar.Find(timeZone);
        string id = CardCalendar.IdOf(zone) ?? zone.Id;
        var result = new StoreTimeZone(site?.ToUpperInvariant(), id);
        string description = $"Have cards{(site is null ? "" : $" of {site}")} end by the clock of {id}";
        return new Planned<StoreTimeZone>(
            Operation.SetStore,
            description,
            $"{description}?",
            async (_, end) =>
            {
                using var services = new DriverServices(_actor.Clock);
                await using ICardStore store = _settings.Make(services);
                await new StoreRecord(store, _actor).SetTimeZoneAsync(result, end);
                return result;
            });
    }

    private async Task<StoreCopy> CopyAsync(StoreSettings other, CancellationToken stop)
    {
        StoreCopy copy;
        await using (IStoreMaintenance store = _settings.Maintain())
        await using (IStoreMaintenance destination = other.Maintain())
            copy = await store.CopyAsync(destination, stop);
        // Where both go on being used, their trails tell them apart from here on.
        await RecordAsync(other, AuditKinds.StoreCopied, $"From {copy.Store}");
        await RecordAsync(_settings, AuditKinds.StoreCopied, $"To {copy.Destination}");
        return copy;
    }

    private async Task RecordAsync(StoreSettings settings, string kind, string detail)
    {
        using var services = new DriverServices(_actor.Clock);
        await using ICardStore store = settings.Make(services);
        await new StoreRecord(store, _actor).AddAsync(kind, detail, CancellationToken.None);
    }
}
