using System.Diagnostics;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Composition;

/// <summary>What happens to the file of a store while three stations work.</summary>
public sealed class SqliteFaultTests
{
    private const string ThreeDesks =
        """
        - { name: desk-1, reader: virtual, cards: 100, printer: files }
          - { name: desk-2, reader: virtual, cards: 100, printer: files }
          - { name: desk-3, reader: virtual, cards: 100, printer: files }
        """;

    [Fact]
    public async Task A_store_that_another_process_locks_for_seconds_costs_no_card()
    {
        await using var workshop = new Workshop(ThreeDesks);
        string[] cards = await workshop.RequestAsync(18);
        Task unlocked = Task.CompletedTask;
        AfterCards(workshop, 3, () =>
        {
            Process host = LockStore(workshop);
            unlocked = Task.Run(async () =>
            {
                // Shorter than the five seconds for which a writer waits.
                await Task.Delay(TimeSpan.FromSeconds(2));
                await UnlockAsync(host);
            });
        });

        CardBatch batch = await workshop.IssueAsync(cards);

        await unlocked;
        Assert.Equal((BatchState.Produced, 18, 0), (batch.State, batch.Unassigned, batch.Failed));
        Assert.Empty(workshop.Events<StationStopped>());
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_disk_that_is_full_interrupts_the_batch_which_can_be_resumed()
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.TryMount(folder.Path);
        Assert.SkipWhen(disk is null, "No small disk can be mounted here (tmpfs; needs root on Linux).");
        await using var workshop = new Workshop(
            ThreeDesks, ("path: tempcard.db", $"path: {folder["tempcard.db"]}"));
        string[] cards = await workshop.RequestAsync(24);
        AfterCards(workshop, 4, disk.Fill);

        CardBatch batch = await workshop.IssueAsync(cards);

        // It can still be read, but not even the lease can be given back.
        Assert.Equal((BatchState.Producing, 24), (batch.State, batch.InProduction + batch.Unassigned + batch.Failed));
        Assert.Equal(
            Enumerable.Repeat(ErrorIds.StoreNotReady, 3), workshop.Events<StationStopped>().Select(s => s.Error.ErrorId));
        disk.Clear();
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        batch = await workshop.Session.Issuance.ResumeAsync("B-000001", null, workshop, default);
        if (batch.Failed > 0)
            batch = await workshop.RepeatAsync(batch);
        Assert.Equal((BatchState.Produced, 24), (batch.State, batch.Unassigned));
        await Invariants.CheckAsync(workshop);
    }

    /// <summary>
    /// Does something once, when so many cards are made; the station that made the last one waits for it.
    /// </summary>
    private static void AfterCards(Workshop workshop, int count, Action action)
    {
        int ended = 0;
        workshop.Watcher = happened =>
        {
            if (happened is ProductionEnded && Interlocked.Increment(ref ended) == count)
                action();
        };
    }

    private static Process LockStore(Workshop workshop)
    {
        string program = OwnProgram.Find(OwnProgram.FaultHost, "TempCardIssuance.FaultHost.dll");
        Process host = Process.Start(new ProcessStartInfo(
            "dotnet", [program, "lock", Path.Combine(workshop.Folder, "tempcard.db")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("locked", host.StandardOutput.ReadLine());
        return host;
    }

    private static async Task UnlockAsync(Process host)
    {
        host.StandardInput.Close();
        await host.WaitForExitAsync();
        host.Dispose();
    }
}
