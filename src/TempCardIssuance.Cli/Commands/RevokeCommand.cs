using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Core.Cards;
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
        var notCounted = new Option<string?>("--not-counted")
        {
            Description = "A file with the numbers of the cards that were counted: those that should be there and are "
                + "not in it.",
            HelpName = "file",
        };
        var sites = new Option<string[]>("--site")
        {
            Description = "With --not-counted: the site that was counted; * and ? are wildcards. May be "
                + "given several times. Default: all.",
            HelpName = "name",
        };
        var command = new Command("revoke", "Give cards up for good; their certificates are revoked.")
        {
            reason, keep, notCounted, sites,
        };
        return LifeCommand.Create(
            host,
            Operation.Revoke,
            command,
            (arguments, number, isSeen) => new RevokeRequest
            {
                CardNumber = number,
                Reason = arguments.GetValue(reason),
                KeepCertificates = arguments.GetValue(keep),
            },
            async (run, session) =>
            {
                string[] counted = run.Arguments.GetValue(sites) ?? [];
                if (run.Arguments.GetValue(notCounted) is { } file)
                    return await session.Stock.FindMissingAsync(Path.GetFullPath(file), counted, run.Stop);
                return counted.Length == 0 ? null : throw LifeErrors.SiteOfNothing();
            });
    }
}
