using System.Collections.Concurrent;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Keeps what a printer tells while it prints.</summary>
internal sealed class WatchedPrint : IPrintWatch
{
    private readonly TaskCompletionSource _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Messages { get; } = [];

    public ConcurrentQueue<string> Jobs { get; } = [];

    /// <summary>Ends when the first job is on record.</summary>
    public Task Kept => _kept.Task;

    /// <summary>Is run when something is told.</summary>
    public Action? Told { get; init; }

    public Task KeepJobAsync(string job)
    {
        Jobs.Enqueue(job);
        _kept.TrySetResult();
        return Task.CompletedTask;
    }

    public void Tell(string message)
    {
        Messages.Enqueue(message);
        Told?.Invoke();
    }
}

internal static class PrinterExtensions
{
    /// <summary>Prints what surely comes out.</summary>
    public static async Task<IReadOnlyList<string>> PrintAsync(
        this ICardPrinter printer, CardFace face, CancellationToken stop)
    {
        PrintedFace printed = await printer.PrintAsync(face, new WatchedPrint(), stop);
        Assert.Null(printed.NeedsLook);
        return printed.Faces;
    }
}
