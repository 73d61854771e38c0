using Spectre.Console;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Tests.Cli;

public sealed class ProductionViewTests
{
    private static readonly OperationWords Words = OperationWords.OfCmdlets;

    [Theory]
    [InlineData("plain")]
    [InlineData("json")]
    [InlineData("live")]
    public async Task A_stop_is_told_once_though_the_work_ends_before_it_is_heard_of(string kind)
    {
        var writer = new StringWriter();
        IProductionView view = kind switch
        {
            "plain" => new PlainProductionView(writer, Words),
            "json" => new JsonProductionView(writer, Words),
            _ => new LiveProductionView(
                AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) }), Words),
        };
        using var stop = new CancellationTokenSource();
        var ended = new TaskCompletionSource<int>();
        Task<int> showing = view.ShowAsync(
            _ =>
            {
                // Who listens last hears first, and all that waits for the end goes on at once.
                stop.Token.Register(() => ended.SetResult(0));
                return ended.Task;
            },
            stop.Token);

        await stop.CancelAsync();
        await showing;

        Assert.Single(writer.ToString().Split("topping").Skip(1));
    }
}
