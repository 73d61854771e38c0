using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using TempCardIssuance.Cli.Output;

namespace TempCardIssuance.Tests.Cli;

public sealed class ServiceTests
{
    [Fact]
    public async Task Systemd_is_told_when_a_station_is_there_and_when_it_goes()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(2);
        await workplace.DoneAsync("issue", "--number", "*", "--enqueue");
        string address = Path.Combine(workplace.Folder, "notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(address));
        using TempcardProcess process = StartAsService(workplace, address);

        Assert.Contains("READY=1", await HeardAsync(systemd, process), StringComparison.Ordinal);
        await process.UntilSaidAsync("batchLeft");
        await process.SendAsync("TERM");
        Assert.Contains("STOPPING=1", await HeardAsync(systemd, process), StringComparison.Ordinal);
        Outcome outcome = await process.EndAsync();

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(2, (await workplace.CardsAsync("unassigned")).Count);
        Assert.Equal("B-000001", Assert.Single(outcome.Json.EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public void Each_line_is_an_entry_of_the_log()
    {
        var log = new ListLog();
        using var writer = new LogWriter(log);

        writer.WriteLine("first\r\nsecond");
        writer.Write("thi");
        writer.Write("rd\n\n");

        Assert.Equal(["first", "second", "third"], log.Entries);
    }

    /// <summary>
    /// systemd is known by its name, as the parent of the process: a shell of that name does what it does, and hands on
    /// the signal.
    /// </summary>
    private static TempcardProcess StartAsService(Workplace workplace, string address)
    {
        string shell = Path.Combine(workplace.Folder, "systemd");
        File.Copy(new FileInfo("/bin/sh").ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? "/bin/sh", shell);
        const string Service = "\"$@\" & service=$!; trap \"kill -TERM $service\" TERM; wait $service; trap - TERM; wait $service";
        return TempcardProcess.Start(
            "",
            workplace.Here("station", "run", "--json"),
            before: $"export NOTIFY_SOCKET='{address}'",
            through: $"'{shell}' -c '{Service}' service");
    }

    /// <summary>What it told last; empty: it ended without a word.</summary>
    private static async Task<string> HeardAsync(Socket systemd, TempcardProcess process)
    {
        byte[] message = new byte[1024];
        using var end = new CancellationTokenSource();
        Task<int> heard = systemd.ReceiveAsync(message.AsMemory(), end.Token).AsTask();
        await Task.WhenAny(heard, process.Ended);
        if (heard.IsCompleted || systemd.Available > 0)
            return Encoding.UTF8.GetString(message, 0, await heard);
        await end.CancelAsync();
        return "";
    }

    private sealed class ListLog : ILogger
    {
        public List<string> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Entries.Add(formatter(state, exception));
    }
}
