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
    public static Command Create(CommandHost host) => new(
        "store",
        "Check the store, back it up, put a backup back, copy it into another store, or set its time zone.")
    {
        CreateCheck(host),
        CreateBackup(host),
        CreateRestore(host),
        CreateCopy(host),
        CreateSet(host),
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

    private static Command CreateRestore(CommandHost host)
    {
        var file = new Argument<string>("file") { Description = "A file that 'store backup' made." };
        return host.HandlePlanned(
            Operation.RestoreStore,
            new Command("restore", "Put a backup in the place of the store, which is kept beside it (SQLite).") { file },
            (run, session) =>
                session.Database.RestoreAsync(Path.GetFullPath(run.Arguments.GetRequiredValue(file)), run.Stop),
            (output, restore) => output.StoreRestore(restore));
    }

    private static Command CreateSet(CommandHost host)
    {
        var zone = new Option<string>("--time-zone")
        {
            Description = "By whose clock the days of new cards end, such as Europe/Berlin.",
            Required = true,
        };
        var site = new Option<string?>("--site") { Description = "Only for cards of this site." };
        return host.HandlePlanned(
            Operation.SetStore,
            new Command("set", "Set by which clock cards end that are made from now on.") { zone, site },
            (run, session) => Task.FromResult(session.Database.SetTimeZone(
                run.Arguments.GetRequiredValue(zone), run.Arguments.GetValue(site))),
            (output, set) => output.TimeZone(set));
    }

    private static Command CreateCopy(CommandHost host)
    {
        var destination = new Argument<string>("destination")
        {
            Description = "The configuration of the other store: a tempcard.yaml, or the folder it is in.",
        };
        return host.HandlePlanned(
            Operation.CopyStore,
            new Command("copy", "Copy all that is in the store into an empty one, and compare both.") { destination },
            (run, session) => session.Database.CopyAsync(run.Arguments.GetRequiredValue(destination), run.Stop),
            (output, copy) => output.StoreCopy(copy));
    }
}
