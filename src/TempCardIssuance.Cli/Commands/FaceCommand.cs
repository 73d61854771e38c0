using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard face</c>: how faces would look.</summary>
internal static class FaceCommand
{
    public static Command Create(CommandHost host)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = "Cards; a number that there is no card of is an invented one. Default: one that is invented.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var layout = new Option<string?>("--layout") { Description = "SVG file of the front.", HelpName = "file" };
        var back = new Option<string?>("--back")
        {
            Description =
                "SVG file of the back. Default: the one beside the front whose name ends in -back; none: no back.",
            HelpName = "file",
        };
        var printer = new Option<string?>("--printer")
        {
            Description = "The printer whose layout is shown. Default: that of the first station that prints.",
            HelpName = "name",
        };
        Option<KeyValuePair<string, string>[]> fields =
            FieldOption.Create("A value that counts instead of the card's.");
        Option<FaceFormat> format = ChoiceOption.One("--format", "What to draw: Svg, Png or Pdf.", FaceFormat.Svg);
        Option<int?> dpi =
            NumberOption.Create("--dpi", "Dots per inch of a picture. Default: 300.", "number", 72, 2400);
        var path = new Option<string?>("--path")
        {
            Description = "The folder that the files go to. Default: the present one.",
            HelpName = "folder",
        };
        var force = new Option<bool>("--force") { Description = "Replace files that are there." };
        var open = new Option<bool>("--open") { Description = "Open what was drawn." };
        var command = new Command("face", "Draw faces as they would look; nothing is used up.")
        {
            numbers, layout, back, printer, fields, format, dpi, path, force, open,
        };
        return host.Handle(Operation.ShowFace, command, async run =>
        {
            ParseResult arguments = run.Arguments;
            string? given = arguments.GetValue(back);
            await using IssuanceSession session = run.OpenSession();
            var request = new FaceRequest
            {
                Layout = FullPath(arguments.GetValue(layout)),
                Back = given is FaceRequest.NoBack ? given : FullPath(given),
                Printer = arguments.GetValue(printer),
                Fields = FieldOption.Read(arguments.GetValue(fields)),
                Format = arguments.GetValue(format),
                Dpi = arguments.GetValue(dpi) ?? 300,
                Folder = Path.GetFullPath(arguments.GetValue(path) ?? "."),
                Replace = arguments.GetValue(force),
                Open = arguments.GetValue(open),
            };
            var shown = new List<ShownFace>();
            foreach (FaceRequest one in request.Of(arguments.GetValue(numbers)))
                shown.AddRange(await session.Faces.ShowAsync(one, run.Stop));
            run.Output.Faces(shown);
            return ExitCodes.Done;
        });
    }

    private static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);
}
