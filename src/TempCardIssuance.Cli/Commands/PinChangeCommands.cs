using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard pin set</c> and <c>tempcard pin reseal</c>.</summary>
internal static class PinChangeCommands
{
    public static Command Set(CommandHost host)
    {
        var station = new Option<string>("--station")
        {
            Description = "The station in whose reader the card is, or is put.",
            HelpName = "name",
            Required = true,
        };
        var number = new Option<string?>("--card-number")
        {
            Description = "The card that it must be. Default: whichever it is.",
            HelpName = "number",
        };
        Option<string> reason = Reason();
        var key = new KeyOptions();
        var command = new Command("set", "Let the holder type a new PIN for the card in a reader, blocked or not.")
        {
            station, number, reason,
        };
        key.AddTo(command);
        return host.HandlePlanned(
            Operation.SetPin,
            command,
            (run, session) =>
            {
                string name = run.Arguments.GetRequiredValue(station);
                return session.Pins.PlanSetAsync(
                    new PinSetRequest
                    {
                        Station = name,
                        CardNumber = run.Arguments.GetValue(number),
                        Reason = run.Arguments.GetValue(reason) ?? "",
                    },
                    key.Of(run),
                    (choice, problem) => Type(run, choice, problem),
                    wanted => run.Output.Note(new EventLine("prompt") { Station = name, Message = wanted }, wanted),
                    run.Stop);
            },
            (output, card) => output.Cards([card]));
    }

    public static Command Reseal(CommandHost host)
    {
        Option<string> reason = Reason();
        var puk = new Option<bool>("--puk") { Description = "The configured key is that for PUKs." };
        var key = new KeyOptions();
        var command = new Command("reseal", "Seal PINs and PUKs again, to the recipients of today; can be stopped and run again.")
        {
            reason, puk,
        };
        key.AddTo(command);
        return host.HandlePlanned(
            Operation.ResealPins,
            command,
            (run, session) => session.Pins.PlanResealAsync(
                run.Arguments.GetValue(reason) ?? "", run.Arguments.GetValue(puk), key.Of(run), run.Stop),
            (output, result) => output.Reseal(result));
    }

    private static Option<string> Reason() => new("--reason")
    {
        Description = "Why; it goes into the audit trail.",
        HelpName = "text",
        Required = true,
    };

    /// <summary>The rules first; then twice, hidden.</summary>
    private static (SecretBytes First, SecretBytes Second)? Type(Invocation run, PinChoice choice, string? problem)
    {
        if (!run.Terminal.HasKeyboard)
            throw UsageErrors.NobodyToAsk("A new PIN has to be typed.");
        run.Terminal.Error.WriteLine(ControlCharacters.Shown(
            problem is null ? $"A PIN has {choice.Rules}." : $"That is not taken: {problem}. A PIN has {choice.Rules}."));
        if (HiddenInput.Ask(run.Terminal, "New PIN", run.Stop) is not { } first)
            return null;
        if (HiddenInput.Ask(run.Terminal, "The same again", run.Stop) is { } second)
            return (first, second);
        first.Dispose();
        return null;
    }
}
