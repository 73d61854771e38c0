using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

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
        Operation.TestStore,
        new Command("check", "Look for damage in the store; changes nothing, its schema included."),
        async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            StoreHealth health = await session.Database.TestAsync(run.Stop);
            run.Output.StoreHealth(health);
            return health.IsSound ? ExitCodes.Done : ExitCodes.CardsFailed;
        });

    private static Command CreateBackup(CommandHost host)
    {
        var file = new Argument<string>("file") { Description = "The file to make; it must not exist." };
        return host.HandlePlanned(
            Operation.BackupStore,
            new Command("backup", "Copy the store while it is in use, and check the copy (SQLite).") { file },
            (run, session) =>
                session.Database.BackupAsync(Path.GetFullPath(run.Arguments.GetRequiredValue(file)), run.Stop),
            (output, health) => output.StoreHealth(health));
    }
}
