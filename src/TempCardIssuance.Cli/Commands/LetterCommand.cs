using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition.Letters;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard letter</c>: letters that tell holders their PINs.</summary>
internal static class LetterCommand
{
    public static Command Create(CommandHost host)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = "Card numbers; or say --batch or --not-printed.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var batch = new Option<string?>("--batch") { Description = "All cards of a batch.", HelpName = "id" };
        var notPrinted = new Option<bool>("--not-printed") { Description = "All cards in use without a letter." };
        Option<LetterKind> kind = ChoiceOption.One("--kind", "What the letter tells.", LetterKind.Pin);
        var layout = new Option<string?>("--layout")
        {
            Description = "SVG file of the letter, a4, or mailer. Default: the configuration's.",
            HelpName = "file",
        };
        var folder = new Option<string?>("--path")
        {
            Description = "A folder: PDF files are made there, and nothing is printed.",
            HelpName = "folder",
        };
        var again = new Option<bool>("--again")
        {
            Description = "Make another letter where there is one, or may be; needs --reason.",
        };
        var reason = new Option<string?>("--reason")
        {
            Description = "Why; it goes into the audit trail.",
            HelpName = "text",
        };
        var key = new KeyOptions();
        var command = new Command("letter", "Print letters that tell holders their PINs.")
        {
            numbers, batch, notPrinted, kind, layout, folder, again, reason,
        };
        key.AddTo(command);
        return host.HandlePlanned(
            Operation.PrintLetters,
            command,
            (run, session) => session.Letters.PlanAsync(
                new LetterRequest
                {
                    CardNumbers = run.Arguments.GetValue(numbers) ?? [],
                    BatchId = run.Arguments.GetValue(batch),
                    NotPrinted = run.Arguments.GetValue(notPrinted),
                    Kind = run.Arguments.GetValue(kind),
                    Again = run.Arguments.GetValue(again),
                    Reason = run.Arguments.GetValue(reason),
                },
                new LetterChoice
                {
                    Layout = run.Arguments.GetValue(layout) is { } name && !LetterChoice.IsShipped(name)
                        ? Path.GetFullPath(name)
                        : run.Arguments.GetValue(layout),
                    Folder = run.Arguments.GetValue(folder) is { } path ? Path.GetFullPath(path) : null,
                    Program = LetterProgram.Of(typeof(LetterCommand).Assembly),
                },
                key.Of(run),
                run.Stop),
            (output, letters) => output.Letters(letters));
    }
}
