using System.Text.Json;
using TempCardIssuance.Cli;
using TempCardIssuance.Cli.Output;

namespace TempCardIssuance.Tests.Cli;

/// <summary>Runs <c>tempcard</c> from its entry point within the test process.</summary>
internal static class Tempcard
{
    /// <summary>Without a terminal, as in a script.</summary>
    public static Task<Outcome> RunAsync(params string[] arguments) => RunAsync(Script(""), arguments);

    /// <summary>With somebody at the terminal who types this.</summary>
    public static Task<Outcome> AnswerAsync(string typed, params string[] arguments) =>
        RunAsync(Script(typed) with { InIsTerminal = true, ErrorIsTerminal = true, NoColor = true }, arguments);

    public static async Task<Outcome> RunAsync(
        Terminal terminal, IReadOnlyList<string> arguments, CancellationToken stop = default)
    {
        int code = await CommandLineApplication.RunAsync(arguments, terminal, stop);
        return new Outcome(code, terminal.Out.ToString()!, terminal.Error.ToString()!);
    }

    public static Terminal Script(string typed) => new()
    {
        In = new StringReader(typed),
        Out = new StringWriter(),
        Error = new StringWriter(),
    };
}

/// <summary>What a run left behind.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error)
{
    /// <summary>Standard output, which must be one JSON document.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Standard error, which must be one JSON object a line.</summary>
    public IReadOnlyList<JsonElement> Events =>
    [
        .. Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement),
    ];

    /// <summary>The error that ended the run, as JSON.</summary>
    public JsonElement JsonError => Events[^1].GetProperty("error");
}
