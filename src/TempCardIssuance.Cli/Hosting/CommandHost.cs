using System.CommandLine;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>Gives each command what it runs with, and knows which command does what.</summary>
internal sealed class CommandHost
{
    private readonly Terminal _terminal;
    private readonly Dictionary<Operation, (Command Command, Option? Option)> _commands = [];

    public CommandHost(Terminal terminal, GlobalOptions options)
    {
        _terminal = terminal;
        Options = options;
        Words = new OperationWords(Name, OptionNames.Of, ShellText.OfSystem);
    }

    public GlobalOptions Options { get; }

    /// <summary>Operations as the commands that do them.</summary>
    public OperationWords Words { get; }

    /// <summary>The operations that have a command.</summary>
    public IReadOnlyCollection<Operation> Operations => _commands.Keys;

    /// <summary>The command that does an operation, and the option that has to be given with it, if any.</summary>
    public (Command Command, Option? Option) CommandOf(Operation operation) => _commands[operation];

    /// <summary>Makes a command do something; what it throws is told by <see cref="CommandLineApplication"/>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">What it does; gives the exit code.</param>
    public Command Handle(Command command, Func<Invocation, Task<int>> run)
    {
        command.SetAction(async (parse, stop) =>
        {
            Invocation invocation = Begin(parse, stop);
            int code = await run(invocation);
            invocation.Remind();
            return code;
        });
        return command;
    }

    /// <inheritdoc cref="Handle(Command, Func{Invocation, Task{int}})"/>
    /// <param name="operation">The operation that it is.</param>
    /// <param name="command">The command.</param>
    /// <param name="run">What it does; gives the exit code.</param>
    public Command Handle(Operation operation, Command command, Func<Invocation, Task<int>> run)
    {
        Register(operation, command);
        return Handle(command, run);
    }

    /// <summary>
    /// Makes a command plan something, show the plan with <c>--what-if</c>, ask where the operation takes away what
    /// can't be had back, and do it.
    /// </summary>
    /// <param name="operation">The operation that it is.</param>
    /// <param name="command">The command.</param>
    /// <param name="plan">Works out what would be done.</param>
    /// <param name="show">Writes what came of it.</param>
    public Command HandlePlanned<T>(
        Operation operation,
        Command command,
        Func<Invocation, IssuanceSession, Task<Planned<T>>> plan,
        Action<CommandOutput, T> show)
    {
        var whatIf = new WhatIfOption();
        command.Add(whatIf);
        return Handle(operation, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            return await DoAsync(run, await plan(run, session), run.Arguments.GetValue(whatIf), show);
        });
    }

    /// <summary>The same for what needs no configuration.</summary>
    public Command HandlePlanned<T>(
        Operation operation, Command command, Func<Invocation, Planned<T>> plan, Action<CommandOutput, T> show)
    {
        var whatIf = new WhatIfOption();
        command.Add(whatIf);
        return Handle(
            operation, command, run => DoAsync(run, plan(run), run.Arguments.GetValue(whatIf), show));
    }

    /// <summary>Says that a command does an operation, where one of its options is given.</summary>
    public void Register(Operation operation, Command command, Option? option = null) =>
        _commands.Add(operation, (command, option));

    /// <summary>The output that the options of a command line ask for.</summary>
    public CommandOutput Output(ParseResult parse) => new(
        Shown(parse), Words, parse.GetValue(Options.Json), _terminal.NoColor || parse.GetValue(Options.NoColor));

    /// <summary>A trace comes from several threads, and nothing can be drawn in place between its lines.</summary>
    private Terminal Shown(ParseResult parse) => parse.GetValue(Options.Trace)
        ? _terminal with { Error = TextWriter.Synchronized(_terminal.Error), ErrorIsTerminal = false }
        : _terminal;

    private Invocation Begin(ParseResult parse, CancellationToken stop) => new()
    {
        Arguments = parse,
        Terminal = _terminal,
        Output = Output(parse),
        Words = Words,
        ConfigurationPath = parse.GetValue(Options.Configuration),
        Trace = parse.GetValue(Options.Trace),
        Confirmed = parse.GetValue(Options.Yes),
        Stop = stop,
    };

    /// <summary>Shows the plan, or asks where it has to and does it.</summary>
    public static async Task<int> DoAsync<T>(
        Invocation run, Planned<T> planned, bool isPreview, Action<CommandOutput, T> show)
    {
        if (isPreview)
        {
            run.Output.Preview(planned.Operation, planned.Description);
            return ExitCodes.Done;
        }

        if (!await run.MayAsync(planned))
            return ExitCodes.CardsFailed;
        var view = new TroubleCounter(run.Output.LineView());
        // No station has to finish its card, so that there is nothing to say when it is stopped.
        show(run.Output, await view.ShowAsync(
            progress => planned.ActAsync(progress, run.Stop), CancellationToken.None));
        return view.IsAny ? ExitCodes.CardsFailed : ExitCodes.Done;
    }

    private string Name(Operation operation)
    {
        (Command command, Option? option) = _commands[operation];
        return option is null ? Path(command) : $"{Path(command)} {option.Name}";
    }

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent && parent is not RootCommand
            ? $"{Path(parent)} {command.Name}"
            : $"tempcard {command.Name}";
}
