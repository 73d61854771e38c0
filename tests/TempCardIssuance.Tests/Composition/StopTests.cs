using System.Diagnostics;
using System.Globalization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// SIGSTOP of a process that issues two cards, as of a machine that is suspended: before every change of the store,
/// every command to a card and every call of the authority. Somebody else takes over, repeats and completes; then it
/// goes on, and must do no harm.
/// </summary>
/// <remarks>Every point where TEMPCARD_SOAK is set (./build.sh soak), else every <see cref="Stride"/>th.</remarks>
[Trait("Category", "Soak")]
public sealed class StopTests(ITestOutputHelper output)
{
    private const int Stride = 7;

    private static bool IsSoak => Environment.GetEnvironmentVariable("TEMPCARD_SOAK") is { Length: > 0 };

    [Fact]
    public async Task A_process_that_goes_on_after_others_took_over_does_no_harm()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells in /proc that a process is stopped.");
        await using var workshop = new Workshop();
        await using var shelf = new BodyShelf();
        var watch = Stopwatch.StartNew();
        int tried = 0;
        int takenOver = 0;
        for (int point = 1; ; point += IsSoak ? 1 : Stride)
        {
            string[] cards = await workshop.RequestAsync(2);
            using Process host = Start(workshop.ConfigurationFile, point, shelf.Port, cards);
            try
            {
                if (!await IsStoppedAsync(host))
                    break;
                tried++;
                try
                {
                    takenOver += await TakeOverAsync(workshop);
                }
                catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreBusy)
                {
                    // Another thread of it was stopped in the middle of a write: SQLite lets nobody else write then.
                }

                Signal(host, "-CONT");
                await host.WaitForExitAsync();
            }
            finally
            {
                if (!host.HasExited)
                    host.Kill();
            }

            await workshop.Session.Revocations.RunAsync(CancellationToken.None);
            await Invariants.CheckAsync(workshop, await shelf.CollectAsync());
        }

        output.WriteLine($"Stopped at {tried} points, taken over {takenOver} times, {watch.Elapsed.TotalSeconds:0} s.");
        Assert.InRange(takenOver, 3, tried);
    }

    /// <summary>False if it came to its end.</summary>
    private static async Task<bool> IsStoppedAsync(Process host)
    {
        while (!host.HasExited)
        {
            try
            {
                string status = await File.ReadAllTextAsync($"/proc/{host.Id}/stat");
                if (status[status.LastIndexOf(')')..].StartsWith(") T", StringComparison.Ordinal))
                    return true;
            }
            catch (IOException)
            {
                // It has just ended.
            }

            await Task.Delay(20);
        }

        return false;
    }

    /// <summary>Gives how many batches there were to be taken over.</summary>
    private static async Task<int> TakeOverAsync(Workshop workshop)
    {
        int taken = 0;
        var producing = new BatchQuery { States = [BatchState.Producing, BatchState.Interrupted] };
        foreach (CardBatch found in await workshop.Session.Store.FindBatchesAsync(producing, default).ToListAsync())
        {
            CardBatch? batch = found;
            while (batch is not { State: BatchState.Interrupted })
            {
                await Task.Delay(100);
                batch = await workshop.Session.Store.GetBatchAsync(found.Id, withProductions: false, default);
            }

            batch = await workshop.Session.Issuance.ResumeAsync(batch.Id, null, workshop, default);
            if (batch.Failed > 0)
                batch = await workshop.RepeatAsync(batch);
            Assert.Equal((BatchState.Produced, 2), (batch.State, batch.Unassigned));
            await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, default);
            taken++;
        }

        return taken;
    }

    private static Process Start(string configuration, int point, int bodies, string[] cards)
    {
        string program = OwnProgram.Find(OwnProgram.FaultHost, "TempCardIssuance.FaultHost.dll");
        string number = point.ToString(CultureInfo.InvariantCulture);
        string port = bodies.ToString(CultureInfo.InvariantCulture);
        Process host = Process.Start(
            new ProcessStartInfo("dotnet", [program, "stop", configuration, number, port, .. cards])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        return host;
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        kill.WaitForExit();
    }
}
