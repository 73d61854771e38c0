using System.Diagnostics;
using System.Globalization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Composition;

/// <summary>kill -9 of a process whose face waits in a queue of CUPS.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PrintKillTests
{
    private const string Batch = "B-000001";

    [ToolFact("cupsd", "lp", "lpadmin", "lpstat", "rsvg-convert", "pdftotext")]
    public async Task One_face_comes_out_and_it_is_the_right_one()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card");
        cups.Block();
        // What others print holds the queue up.
        await cups.RunAsync("lp", "-d", "card", "-t", "others", "/etc/hostname");
        await using var workshop = new Workshop(
            "- { name: desk-1, reader: virtual, cards: 10, printer: queue }",
            ("printers:\n", $"printers:\n  queue: {{ driver: ipp, uri: '{cups.Queue("card")}', sides: none }}\n"));
        await using var shelf = new BodyShelf();
        // Ahead of the process that dies by more than a lease lasts.
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        string[] cards = await workshop.RequestAsync(1);

        await DieWhileWaitingAsync(workshop, shelf, cards);
        CardBatch batch = await workshop.Session.Issuance.ResumeAsync(Batch, null, workshop, default);
        Assert.Equal(1, batch.Failed);
        cups.Release();
        batch = await workshop.RepeatAsync(batch);

        Assert.Equal(1, batch.Unassigned);
        Assert.Empty(await cups.RunAsync("lpstat", "-W", "not-completed", "-o", "card"));
        Assert.Equal(["others", $"{cards[0]}-2"], cups.Options.Select(options => options.Split(' ')[0]));
        Assert.Contains(
            cards[0], await Tool.RunAsync("pdftotext", cups.Documents[^1], "-"), StringComparison.Ordinal);
        await Invariants.CheckAsync(workshop, await shelf.CollectAsync());
    }

    private static async Task DieWhileWaitingAsync(Workshop workshop, BodyShelf shelf, string[] cards)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "TempCardIssuance.FaultHost.dll");
        string port = shelf.Port.ToString(CultureInfo.InvariantCulture);
        using Process host = Process.Start(new ProcessStartInfo(
            "dotnet", [program, workshop.ConfigurationFile, "0", port, .. cards])
        {
            UseShellExecute = false,
        })!;
        try
        {
            while (!host.HasExited && await JobAsync(workshop) is null)
                await Task.Delay(20);
            Assert.False(host.HasExited);
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync();
        }
    }

    private static async Task<string?> JobAsync(Workshop workshop)
    {
        CardBatch? batch = await workshop.Session.Store.GetBatchAsync(Batch, true, default);
        return batch?.Productions.Select(production => production.PrintJob).FirstOrDefault();
    }
}
