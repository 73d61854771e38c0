using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard revoke</c>: gives cards up.</summary>
internal static class RevokeCommand
{
    public static Command Create(CommandHost host)
    {
        Option<RevokeReason> reason = ChoiceOption.Required<RevokeReason>(
            "--reason", "Why; decides for what reason its certificates are revoked.");
        var keep = new Option<bool>("--keep-certificates")
        {
            Description = "Let their certificates stay good until they end.",
        };
        var command = new Command("revoke", "Give cards up for good; their certificates are revoked.") { reason, keep };
        return LifeCommand.Create(host, Operation.Revoke, command, (arguments, number, isSeen) => new RevokeRequest
        {
            CardNumber = number,
            Reason = arguments.GetValue(reason),
            KeepCertificates = arguments.GetValue(keep),
        });
    }
}
