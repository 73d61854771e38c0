using System.Diagnostics;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// Four processes with two stations each on one PostgreSQL, one of which is killed again and again, and started anew.
/// </summary>
/// <remarks>
/// The virtual cards are as slow as real ones, so that there is time to kill something: 400 cards where TEMPCARD_SOAK
/// is set (./build.sh soak), else 80.
/// </remarks>
[Trait("Category", "Soak")]
public sealed class FleetTests(ITestOutputHelper output, PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Variable = "TEMPCARD_TEST_FLEET_DB";
    private const int Processes = 4;

    private static int Cards => Environment.GetEnvironmentVariable("TEMPCARD_SOAK") is { Length: > 0 } ? 400 : 80;

    [Fact]
    public async Task Processes_that_are_killed_lose_no_card_and_use_no_body_twice()
    {
        PostgresFixture.SkipWhereMissing();
        PostgresServer server = postgres.Server!;
        await server.CreateDatabaseAsync("fleet");
        Environment.SetEnvironmentVariable(Variable, server.ConnectionString("fleet"));
        IEnumerable<string> desks = Enumerable.Range(1, 2 * Processes)
            .Select(i => $"- {{ name: desk-{i}, reader: virtual, cards: 1000, timing: true, printer: files }}");
        await using var workshop = new Workshop(
            string.Join("\n  ", desks),
            ("store: { provider: sqlite, path: tempcard.db }", $"store: {{ provider: postgresql, connection: env:{Variable} }}"));
        await workshop.RequestAsync(Cards);
        var watch = Stopwatch.StartNew();

        using var fleet = new Fleet(workshop.ConfigurationFile);
        fleet.Start(0, "issue", "--number", "T-*");
        for (int i = 1; i < Processes; i++)
            fleet.Start(i, "station", "run");
        CardBatch batch = await KillUntilDoneAsync(workshop, fleet);

        int lost = batch.Failed;
        for (int round = 0; batch.Failed > 0 && round < 5; round++)
            batch = await workshop.RepeatAsync(batch);
        output.WriteLine(
            $"{Cards} cards by {Processes} processes, {fleet.Killed} of them killed, in "
                + $"{watch.Elapsed.TotalSeconds:0} s; {lost} card(s) had to be repeated.");
        Assert.True(fleet.Killed >= 3, $"only {fleet.Killed} were killed");
        Assert.Equal((BatchState.Produced, Cards, 0), (batch.State, batch.Unassigned, batch.Failed));
        await workshop.Session.Revocations.RunAsync(CancellationToken.None);
        await Invariants.CheckAsync(workshop);
        int stations = batch.Productions.Select(p => p.Station).Distinct(StringComparer.Ordinal).Count();
        Assert.True(stations > Processes, $"only {stations} stations had a share");
    }

    /// <summary>Kills one process after the other as cards get done, until none is left to make.</summary>
    private static async Task<CardBatch> KillUntilDoneAsync(Workshop workshop, Fleet fleet)
    {
        ICardStore store = workshop.Session.Store;
        int killed = 0;
        while (true)
        {
            CardBatch? batch =
                (await store.FindBatchesAsync(new BatchQuery(), default).ToListAsync()).SingleOrDefault();
            int done = batch is null ? 0 : batch.Unassigned + batch.Failed;
            if (batch is { State: BatchState.Interrupted } && await TryResumeAsync(workshop, batch.Id) is { } resumed)
                return resumed;
            if (batch is { State: BatchState.Produced })
                return (await store.GetBatchAsync(batch.Id, withProductions: true, default))!;
            if (done >= (killed + 1) * Cards / 12 && done < Cards * 11 / 12)
                fleet.Restart(killed++ % Processes);
            await Task.Delay(100);
        }
    }

    /// <summary>Null where one of the processes has come back to the batch in between.</summary>
    private static async Task<CardBatch?> TryResumeAsync(Workshop workshop, string batchId)
    {
        try
        {
            return await workshop.Session.Issuance.ResumeAsync(batchId, null, workshop, default);
        }
        catch (TempCardException e) when (e.ErrorId is ErrorIds.BatchBusy or ErrorIds.BatchStateInvalid)
        {
            return null;
        }
    }

    /// <summary>The processes, each with two of the stations.</summary>
    private sealed class Fleet(string configuration) : IDisposable
    {
        private readonly Process?[] _processes = new Process?[Processes];

        public int Killed { get; private set; }

        public void Start(int number, params string[] arguments)
        {
            string program = OwnProgram.Find(OwnProgram.Cli, "tempcard.dll");
            string first = $"desk-{(2 * number) + 1}";
            string second = $"desk-{(2 * number) + 2}";
            Process process = Process.Start(new ProcessStartInfo(
                "dotnet", [program, .. arguments, "--config", configuration, "--station", first, "--station", second])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            _processes[number] = process;
        }

        public void Restart(int number)
        {
            if (!_processes[number]!.HasExited)
                Killed++;
            End(number);
            Start(number, "station", "run");
        }

        public void Dispose()
        {
            for (int i = 0; i < Processes; i++)
                End(i);
        }

        /// <summary>As kill -9 does.</summary>
        private void End(int number)
        {
            if (_processes[number] is not { } process)
                return;
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            _processes[number] = null;
        }
    }
}
