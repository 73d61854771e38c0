using System.Diagnostics;
using System.Net.Sockets;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Printing;

/// <summary>
/// CUPS's <c>ippeveprinter</c> as a printer on this machine, with a message bus of its own because it does not start
/// without one.
/// </summary>
internal sealed class TestPrinter : IAsyncDisposable
{
    private readonly TestFolder _spool = new();
    private readonly List<Process> _processes = [];

    private TestPrinter(int port) => Uri = new Uri($"ipp://localhost:{port}/ipp/print");

    public Uri Uri { get; }

    /// <summary>The documents it got, as files.</summary>
    public string[] Documents => Directory.GetFiles(_spool.Path, "*.pdf", SearchOption.AllDirectories);

    /// <param name="command">What it runs for each job.</param>
    /// <param name="options">More of its own options.</param>
    public static async Task<TestPrinter> StartAsync(string command, params string[] options)
    {
        var printer = new TestPrinter(FreePort.Find());
        try
        {
            Process bus = printer.Start("dbus-daemon", ["--session", "--nofork", "--print-address=1"], bus: null);
            string? address = await bus.StandardOutput.ReadLineAsync();
            Process server = printer.Start(
                "ippeveprinter",
                [
                    "-p", $"{printer.Uri.Port}", "-n", "localhost", "-r", "off", "-k", "-d", printer._spool.Path,
                    "-c", command, .. options, "Test",
                ],
                address);
            await printer.WaitUntilReadyAsync(server);
            return printer;
        }
        catch
        {
            await printer.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Process process in Enumerable.Reverse(_processes))
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _spool.Dispose();
    }

    private Process Start(string program, IEnumerable<string> arguments, string? bus)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (bus is not null)
            start.Environment["DBUS_SYSTEM_BUS_ADDRESS"] = bus;
        Process process = Process.Start(start)!;
        _processes.Add(process);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private async Task WaitUntilReadyAsync(Process server)
    {
        while (!server.HasExited)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(Uri.Host, Uri.Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException("ippeveprinter did not start.");
    }
}
