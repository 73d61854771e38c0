using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>What an administrator can do with the store as a database.</summary>
public sealed class StoreDesk
{
    private readonly Func<IStoreMaintenance> _open;

    internal StoreDesk(Func<IStoreMaintenance> open) => _open = open;

    /// <summary>Looks for damage; changes nothing, the schema included.</summary>
    public async Task<StoreHealth> TestAsync(CancellationToken stop)
    {
        await using IStoreMaintenance store = _open();
        return await store.CheckAsync(stop);
    }

    /// <summary>A copy of all that is committed, while others go on working; the copy is checked.</summary>
    /// <param name="path">A file that does not exist yet, absolute.</param>
    public async Task<Planned<StoreHealth>> BackupAsync(string path, CancellationToken stop)
    {
        await using (IStoreMaintenance present = _open())
            await present.CheckBackupAsync(path, stop);
        string description = $"Copy the store to {path}, and check the copy";
        return new Planned<StoreHealth>(
            Operation.BackupStore,
            description,
            $"{description}?",
            async (_, end) =>
            {
                await using IStoreMaintenance store = _open();
                return await store.BackupAsync(path, end);
            });
    }
}
