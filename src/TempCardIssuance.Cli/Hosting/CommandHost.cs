using System.CommandLine;
using TempCardIssuance.Cli.Output;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>Gives each command what it runs with.</summary>
internal sealed class CommandHost(Terminal terminal, GlobalOptions options)
{
    public GlobalOptions Options => options;

    /// <summary>Makes a command do something; what it throws is told by <see cref="CommandLineApplication"/>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">What it does; gives the exit code.</param>
    public Command Handle(Command command, Func<Invocation, Task<int>> run)
    {
        command.SetAction((parse, stop) => run(Begin(parse, stop)));
        return command;
    }

    /// <summary>The output that the options of a command line ask for.</summary>
    public CommandOutput Output(ParseResult parse) =>
        new(Shown(parse), parse.GetValue(options.Json), terminal.NoColor || parse.GetValue(options.NoColor));

    /// <summary>A trace comes from several threads, and nothing can be drawn in place between its lines.</summary>
    private Terminal Shown(ParseResult parse) => parse.GetValue(options.Trace)
        ? terminal with { Error = TextWriter.Synchronized(terminal.Error), ErrorIsTerminal = false }
        : terminal;

    private Invocation Begin(ParseResult parse, CancellationToken stop) => new()
    {
        Arguments = parse,
        Terminal = terminal,
        Output = Output(parse),
        ConfigurationPath = parse.GetValue(options.Configuration),
        Trace = parse.GetValue(options.Trace),
        Confirmed = parse.GetValue(options.Yes),
        Stop = stop,
    };
}
