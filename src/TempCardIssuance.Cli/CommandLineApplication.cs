using System.CommandLine;
using System.CommandLine.Parsing;
using TempCardIssuance.Cli.Commands;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Cli;

/// <summary><c>tempcard</c>: parses a command line, runs its command, and makes an exit code of the outcome.</summary>
internal static class CommandLineApplication
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Terminal terminal, CancellationToken stop)
    {
        var options = new GlobalOptions();
        var host = new CommandHost(terminal, options);
        RootCommand root = TempCardCommand.Create(host);
        ParseResult parse = root.Parse(arguments.Count == 0 ? ["--help"] : arguments);
        try
        {
            if (parse.Errors.Count > 0)
                throw UsageErrors.NotUnderstood(Message(parse), Name(parse.CommandResult));
            if (UnknownOption(parse) is { } unknown)
                throw Unknown(unknown, parse);
            int code = await parse.InvokeAsync(Configuration(terminal), stop);
            return arguments.Count == 0 ? ExitCodes.Usage : code;
        }
        catch (TempCardException e)
        {
            host.Output(parse).Error(e);
            return ExitCodes.Of(e);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            host.Output(parse).Error(UsageErrors.Stopped());
            return ExitCodes.CardsFailed;
        }
#pragma warning disable CA1031 // An operator gets a message to report, not a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            host.Output(parse).Error(UsageErrors.Unexpected(e));
            return ExitCodes.NotStarted;
        }
    }

    /// <summary>Without the library's own Ctrl+C, which would end the process in the middle of a card.</summary>
    private static InvocationConfiguration Configuration(Terminal terminal) => new()
    {
        Output = terminal.Out,
        Error = terminal.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    /// <summary>
    /// What looks like an option and was taken for an argument: no card number, file or name begins with a hyphen
    /// unless <c>--</c> stands before it.
    /// </summary>
    private static string? UnknownOption(ParseResult parse)
    {
        static bool Ends(Token token) => token.Type == TokenType.DoubleDash;
        var options = parse.Tokens
            .TakeWhile(token => !Ends(token))
            .Select(token => token.Value)
            .ToHashSet(StringComparer.Ordinal);
        return parse.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .FirstOrDefault(value => value.Length > 1 && value[0] == '-' && options.Contains(value));
    }

    private static TempCardException Unknown(string token, ParseResult parse) => UsageErrors.NotUnderstood(
        $"'{token}' is not known to '{Name(parse.CommandResult)}'.", Name(parse.CommandResult));

    private static string Message(ParseResult parse) => parse.UnmatchedTokens is [var unknown, ..]
        ? Unknown(unknown, parse).Message
        : string.Join(' ', parse.Errors.Select(e => e.Message.TrimEnd()).Distinct(StringComparer.Ordinal));

    private static string Name(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Name(parent)} {command.Command.Name}" : "tempcard";
}
