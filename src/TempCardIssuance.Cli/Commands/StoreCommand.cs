using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard store</c>: looks after the store as a database.</summary>
internal static class StoreCommand
{
    public static Command Create(CommandHost host) => new("store", "Check the store, or make a backup of it.")
    {
        CreateCheck(host),
        CreateBackup(host),
    };

    private static Command CreateCheck(CommandHost host) => host.Handle(
        new Command("check", "Look for damage in the store; changes nothing, its schema included."),
        run => TellAsync(run, store => store.CheckAsync(run.Stop)));

    private static Command CreateBackup(CommandHost host)
    {
        var file = new Argument<string>("file") { Description = "The file to make; it must not exist." };
        return host.Handle(
            new Command("backup", "Copy the store while it is in use, and check the copy (SQLite).") { file },
            run => TellAsync(run, store => store.BackupAsync(
                Path.GetFullPath(run.Arguments.GetRequiredValue(file)), run.Stop)));
    }

    private static async Task<int> TellAsync(Invocation run, Func<IStoreMaintenance, Task<StoreHealth>> work)
    {
        await using IssuanceSession session = run.OpenSession();
        await using IStoreMaintenance store = session.MaintainStore();
        StoreHealth health = await work(store);
        run.Output.StoreHealth(health);
        return health.IsSound ? ExitCodes.Done : ExitCodes.CardsFailed;
    }
}
