using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Cli.Output;

/// <summary>
/// What a command tells: its result on standard output, as text or as one JSON document; events and errors on
/// standard error.
/// </summary>
internal sealed class CommandOutput(Terminal terminal, OperationWords words, bool json, bool plain)
{
    /// <summary>Writes the result of the command; only one of the two forms is used.</summary>
    /// <param name="value">The result for <c>--json</c>.</param>
    /// <param name="shape">How it is written as JSON.</param>
    /// <param name="text">Writes the result for people.</param>
    public void Result<T>(T value, Func<JsonShapes, JsonTypeInfo<T>> shape, Action<TextOutput> text)
    {
        if (json)
            terminal.Out.WriteLine(Json.Document(value, shape));
        else
            text(Text());
    }

    /// <summary>Writes a result that may be long while it comes in; memory does not grow with it.</summary>
    /// <param name="items">The result.</param>
    /// <param name="shape">How an item is written as JSON.</param>
    /// <param name="text">Writes all of it for people.</param>
    public Task ResultsAsync<T>(
        IAsyncEnumerable<T> items,
        Func<JsonShapes, JsonTypeInfo<T>> shape,
        Func<TextOutput, IAsyncEnumerable<T>, Task> text) => json
        ? Json.ArrayAsync(terminal.Out, items, shape)
        : text(Text(), items);

    /// <summary>Tells an error: message, what to do, and the id to decide by.</summary>
    public void Error(TempCardException error)
    {
        if (json)
        {
            terminal.Error.WriteLine(Json.Line(new ErrorLine(ErrorShape.Of(error, words)), shapes => shapes.ErrorLine));
            return;
        }

        terminal.Error.WriteLine($"tempcard: {ControlCharacters.Shown(error.Message)} [{error.ErrorId}]");
        if (error.Remedy is not null)
            terminal.Error.WriteLine($"  {ControlCharacters.Shown(error.Remedy.In(words))}");
    }

    /// <summary>Tells something that is not the result, on standard error.</summary>
    public void Note(EventLine line, string text) =>
        terminal.Error.WriteLine(json ? Json.Line(line, shapes => shapes.EventLine) : ControlCharacters.Shown(text));

    /// <summary>Tells a command to a card, or its response.</summary>
    public void Trace(string station, string text) =>
        Note(new EventLine("trace") { Station = station, Message = text }, $"{station}: {text}");

    /// <summary>Shows production while it goes on, in the way that suits where standard error goes to.</summary>
    public IProductionView ProductionView() =>
        terminal.ErrorIsTerminal ? new LiveProductionView(Console(terminal.Error), words) : LineView();

    /// <summary>
    /// Shows production in lines: for what goes on for days, and where nothing can be drawn in place.
    /// </summary>
    public IProductionView LineView() =>
        json ? new JsonProductionView(terminal.Error, words) : new PlainProductionView(terminal.Error, words);

    private TextOutput Text() =>
        new(terminal.Out, words, terminal.OutIsTerminal ? Console(terminal.Out) : null);

    private IAnsiConsole Console(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Detect,
        ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Out = new AnsiConsoleOutput(writer),
    });
}
