using System.Text.Json;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

/// <summary>Lists are written while they are found, and what was written stays proper whatever comes.</summary>
public sealed class ResultsWhileTheyComeInTests : IDisposable
{
    private readonly StringWriter _out = new();

    public void Dispose() => _out.Dispose();

    [Theory]
    [InlineData(true, 5000)]
    [InlineData(false, 2500)]
    public async Task The_first_results_are_out_before_the_last_is_found(bool json, int count)
    {
        await Output(json).CardsAsync(Cards(count, at =>
        {
            if (at == count - 1)
                Assert.NotEmpty(_out.ToString());
        }));

        string[] numbers = json
            ? [.. JsonDocument.Parse(_out.ToString()).RootElement.EnumerateArray()
                .Select(card => card.GetProperty("cardNumber").GetString()!)]
            : [.. _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(line => line.Split(' ')[0])];
        Assert.Equal(Enumerable.Range(0, count).Select(Number), numbers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_found_before_an_error_is_whole_and_the_error_is_told(bool json)
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => Output(json).CardsAsync(Cards(10, StopAt(3))));

        int found = json
            ? JsonDocument.Parse(_out.ToString()).RootElement.GetArrayLength()
            : _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;
        Assert.Equal(3, found);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_error_before_the_first_result_leaves_nothing(bool json)
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => Output(json).CardsAsync(Cards(10, StopAt(0))));

        Assert.Empty(_out.ToString());
    }

    [Fact]
    public async Task A_list_looks_as_one_that_was_written_at_once()
    {
        await Output(json: true).CardsAsync(Cards(3, _ => { }));
        var atOnce = new StringWriter();
        Output(json: true, atOnce).Cards(await Cards(3, _ => { }).ToListAsync());
        Assert.Equal(atOnce.ToString(), _out.ToString());

        var none = new StringWriter();
        await Output(json: true, none).CardsAsync(Cards(0, _ => { }));
        Assert.Equal("[]", none.ToString().TrimEnd());
    }

    /// <summary>A command and an option that it does not know, also where an argument may stand.</summary>
    public static TheoryData<string> Commands()
    {
        var host = new CommandHost(
            new Terminal { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null }, new GlobalOptions());
        System.CommandLine.RootCommand root = TempCardIssuance.Cli.Commands.TempCardCommand.Create(host);
        return [.. Paths(root, "").Where(path => path.Length > 0)];
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task No_command_takes_an_option_that_it_does_not_know(string command)
    {
        foreach (string rest in new[] { "--bogus", "B-000001 --bogus", "--bogus T-00001", "T-00001 --bogus=1 --json" })
        {
            Outcome outcome = await Tempcard.RunAsync([.. command.Split(' '), .. rest.Split(' ')]);

            Assert.Equal(2, outcome.ExitCode);
            Assert.Empty(outcome.Out);
            Assert.Contains(ErrorIds.UsageInvalid, outcome.Error, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Paths(System.CommandLine.Command command, string path) =>
        command.Subcommands.SelectMany(sub => Paths(sub, $"{path} {sub.Name}".TrimStart())).Prepend(path);

    private static Action<int> StopAt(int last) => at =>
    {
        if (at == last)
            throw new OperationCanceledException();
    };

    private static async IAsyncEnumerable<TemporaryCard> Cards(int count, Action<int> next)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            next(i);
            yield return new TemporaryCard
            {
                CardNumber = Number(i),
                State = CardState.Requested,
                RequestedAt = DateTimeOffset.UnixEpoch,
                StateSince = DateTimeOffset.UnixEpoch,
            };
        }
    }

    private static string Number(int i) => $"T-{i:00000}";

    private CommandOutput Output(bool json, TextWriter? to = null)
    {
        var terminal = new Terminal { In = TextReader.Null, Out = to ?? _out, Error = TextWriter.Null };
        return new CommandOutput(terminal, new CommandHost(terminal, new GlobalOptions()).Words, json, plain: true);
    }
}
