using System.Text;

namespace TempCardIssuance.Cli.Output;

/// <summary>Where a command reads and writes, and whether a person is there.</summary>
internal sealed record Terminal
{
    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public bool InIsTerminal { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether <see cref="Keyboard"/> can be read.</summary>
    public bool HasKeyboard { get; init; }

    /// <summary>Whether NO_COLOR asks for text without colors (https://no-color.org).</summary>
    public bool NoColor { get; init; }

    /// <summary>Whether a question would be seen and could be answered.</summary>
    public bool CanAsk => InIsTerminal && ErrorIsTerminal;

    public static Terminal OfProcess() => new()
    {
        In = Console.In,
        Out = Console.IsOutputRedirected
            ? Redirected(new ResultStream(Console.OpenStandardOutput()))
            : Console.Out,
        Error = Console.IsErrorRedirected
            ? Redirected(new ForgivingStream(Console.OpenStandardError()))
            : ConsoleError(),
        InIsTerminal = !Console.IsInputRedirected,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        HasKeyboard = !Console.IsInputRedirected,
        NoColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };

    /// <summary>As the console's own, by which others know that it is a terminal.</summary>
    private static TextWriter ConsoleError()
    {
        Encoding encoding = Console.Error.Encoding;
        Console.SetError(new StreamWriter(new ForgivingStream(Console.OpenStandardError()), encoding)
        {
            AutoFlush = true,
        });
        return Console.Error;
    }

    /// <summary>Files and pipes get UTF-8 everywhere; Windows would give them the code page of its console.</summary>
    private static StreamWriter Redirected(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
