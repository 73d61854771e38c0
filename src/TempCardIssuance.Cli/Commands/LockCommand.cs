using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard lock</c>: locks cards.</summary>
internal static class LockCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("lock", "Lock cards that can't be found; their certificates are revoked.");
        return LifeCommand.Create(host, Operation.Lock, command, (_, number, _) => new LockRequest
        {
            CardNumber = number,
        });
    }
}
