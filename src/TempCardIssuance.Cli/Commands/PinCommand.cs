using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard pin</c>: PINs and PUKs with the key of a recipient.</summary>
internal static class PinCommand
{
    public static Command Create(CommandHost host)
    {
        var number = new Argument<string?>("number")
        {
            Description = "The card number; or say --body or --letter.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var body = new Option<string?>("--body") { Description = "The body of the card.", HelpName = "id" };
        var letter = new Option<string?>("--letter") { Description = "The number of its letter.", HelpName = "number" };
        var puk = new Option<bool>("--puk") { Description = "Read the PUK instead." };
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it goes into the audit trail.",
            HelpName = "text",
            Required = true,
        };
        var show = new Option<bool>("--show") { Description = "Show it. Without this it is only seen whether it can be read." };
        var key = new KeyOptions();
        var command = new Command("pin", "Read the PIN of a card with the key of a recipient; it is put on the trail.")
        {
            number, body, letter, puk, reason, show, PinChangeCommands.Set(host), PinChangeCommands.Reseal(host),
        };
        key.AddTo(command);
        return host.Handle(Operation.ReadPin, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            var request = new PinRequest
            {
                CardNumber = run.Arguments.GetValue(number),
                BodyId = run.Arguments.GetValue(body),
                Letter = run.Arguments.GetValue(letter),
                Kind = run.Arguments.GetValue(puk) ? SealedKind.Puk : SealedKind.Pin,
                Reason = run.Arguments.GetValue(reason) ?? "",
            };
            using ReadPin read = await session.Pins.ReadAsync(request, key.Of(run), run.Stop);
            run.Output.Pin(read, run.Arguments.GetValue(show));
            return ExitCodes.Done;
        });
    }
}
