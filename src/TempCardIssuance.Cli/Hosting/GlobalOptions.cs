using System.CommandLine;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Configuration { get; } = new("--config")
    {
        Description = "The configuration: a tempcard.yaml, or the folder it is in. "
            + "Default: TEMPCARD_CONFIG, else the one in your configuration folder.",
        HelpName = "path",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the result as one JSON document; events and errors are JSON lines on standard error.",
        Recursive = true,
    };

    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "Write without colors, as NO_COLOR does.",
        Recursive = true,
    };

    public Option<bool> Trace { get; } = new("--trace")
    {
        Description = "Write every command to a card and its response to standard error. Data with a PIN or a key in "
            + "it is masked.",
        Recursive = true,
    };

    public Option<bool> Yes { get; } = new("--yes", "-y")
    {
        Description = "Do not ask for confirmation.",
        Recursive = true,
    };

    public void AddTo(Command root)
    {
        root.Add(Configuration);
        root.Add(Json);
        root.Add(NoColor);
        root.Add(Trace);
        root.Add(Yes);
    }
}
