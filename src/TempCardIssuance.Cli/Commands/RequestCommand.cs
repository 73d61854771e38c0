using System.CommandLine;
using TempCardIssuance.Cli.Hosting;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard request</c>: puts cards into state Requested and takes them out again.</summary>
internal static class RequestCommand
{
    public static Command Create(CommandHost host) => new("request", "Request cards, or take requests back.")
    {
        RequestNewCommand.Create(host),
        RequestImportCommand.Create(host),
        RequestRemoveCommand.Create(host),
    };
}
