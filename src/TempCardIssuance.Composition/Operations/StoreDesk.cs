using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>What an administrator can do with the store as a database.</summary>
public sealed class StoreDesk
{
    private readonly Func<IStoreMaintenance> _open;

    private readonly AuthorityWatch _watch;
    private readonly IReadOnlyList<string> _authorities;

    internal StoreDesk(Func<IStoreMaintenance> open, AuthorityWatch watch, IReadOnlyList<string> authorities)
    {
        _open = open;
        _watch = watch;
        _authorities = authorities;
    }

    /// <summary>
    /// Looks for damage, and whether the store and its authorities are of the same time; changes nothing, the schema
    /// included.
    /// </summary>
    public async Task<StoreHealth> TestAsync(CancellationToken stop)
    {
        await using IStoreMaintenance store = _open();
        StoreHealth health = await store.CheckAsync(stop);
        // To compare takes a store of this version, which it would become by being opened.
        if (!health.IsSound || health.Schema != health.KnownSchema)
            return health;
        var problems = new List<string>();
        foreach (string authority in _authorities)
        {
            if (await CompareAsync(authority, stop) is { } problem)
                problems.Add(problem);
        }

        return health with { Problems = problems };
    }

    private async Task<string?> CompareAsync(string authority, CancellationToken stop)
    {
        try
        {
            return (await _watch.CompareAsync(authority, stop)).Error()?.Message;
        }
        catch (TempCardException e)
        {
            return e.Message;
        }
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
