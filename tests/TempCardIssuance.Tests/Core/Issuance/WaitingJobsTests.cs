using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Core.Programs;

namespace TempCardIssuance.Tests.Core.Issuance;

public sealed class WaitingJobsTests : IProgress<IssuanceEvent>
{
    private readonly List<IssuanceEvent> _events = [];
    private readonly HandClock _clock = new();

    [Fact]
    public async Task Printer_is_asked_only_for_what_may_wait()
    {
        var printer = new Printer((_, _) => Task.FromResult<string?>(null));

        await TakeBackAsync(
            printer,
            Make("done") with { State = ProductionState.Succeeded, Faces = ["done"] },
            Make("done-and-spoiled") with { State = ProductionState.Spoiled, Faces = ["done-and-spoiled"] },
            Make("to-be-looked-at") with { State = ProductionState.Succeeded, Faces = ["x"], NeedsLook = true },
            Make("failed") with { State = ProductionState.Failed },
            Make("started"),
            Make(null),
            null);

        Assert.Equal(["to-be-looked-at", "failed", "started"], printer.Jobs);
        Assert.Empty(_events);
    }

    [Fact]
    public async Task Printer_that_does_not_answer_is_waited_for_once()
    {
        var asked = new TaskCompletionSource();
        var printer = new Printer(async (_, stop) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        });

        Task taking = TakeBackAsync(printer, Make("1"), Make("2"), Make("3"));
        await asked.Task;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await taking;

        Assert.Equal(["1"], printer.Jobs);
        Assert.Equal(3, _events.OfType<OperatorWanted>().Count(e => e.Remedy is not null));
    }

    [Fact]
    public async Task Printer_that_is_out_of_reach_is_asked_once()
    {
        var printer = new Printer((_, _) => throw new TempCardException(
            ErrorIds.PrinterNotReady, ErrorKind.Unavailable, "It is not there."));

        await TakeBackAsync(printer, Make("1"), Make("2"));

        Assert.Equal(["1"], printer.Jobs);
        Assert.Equal(2, _events.Count);
    }

    [Fact]
    public async Task What_a_printer_refuses_is_told_and_the_others_are_asked_for()
    {
        var printer = new Printer((job, _) => Task.FromResult(job == "1" ? "It is mine." : null));

        await TakeBackAsync(printer, Make("1"), Make("2"));

        Assert.Equal(["1", "2"], printer.Jobs);
        Assert.Single(_events);
    }

    [Fact]
    public async Task Who_waits_can_end_it()
    {
        using var stop = new CancellationTokenSource();
        var printer = new Printer(async (_, end) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, end);
            return null;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new WaitingJobs(printer, _clock).TakeBackAsync([Make("1")], this, stop.Token));
    }

    void IProgress<IssuanceEvent>.Report(IssuanceEvent value) => _events.Add(value);

    private Task TakeBackAsync(Printer printer, params CardProduction?[] productions) =>
        new WaitingJobs(printer, _clock).TakeBackAsync(productions, this, CancellationToken.None);

    private static CardProduction Make(string? job) => new()
    {
        Id = $"B-000001/{job}/1",
        BatchId = "B-000001",
        CardNumber = job ?? "none",
        Attempt = 1,
        Station = "desk-1",
        State = ProductionState.Started,
        StartedAt = DateTimeOffset.UnixEpoch,
        PrintJob = job,
    };

    /// <summary>The printer of all stations.</summary>
    private sealed class Printer(Func<string, CancellationToken, Task<string?>> takeBack)
        : ICardPrinter, IStationCatalog
    {
        public List<string> Jobs { get; } = [];

        public string Name => "printer";

        public IReadOnlyList<string> Names => [];

        public IReadOnlyList<string> RequiredFields => [];

        public ICardPrinter? PrinterOf(string name) => this;

        public Task<string?> TakeBackAsync(string job, CancellationToken cancellationToken)
        {
            Jobs.Add(job);
            return takeBack(job, cancellationToken);
        }

        public ProductionStation Open(string name) => throw new NotSupportedException();

        public Task CheckAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<PrintedFace> PrintAsync(CardFace face, IPrintWatch watch, CancellationToken stop) =>
            throw new NotSupportedException();
    }
}
