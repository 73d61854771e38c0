using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TempCardIssuance.Tests.Logon;

/// <summary>A server of Debian's on 127.0.0.1, which ends when this is disposed of.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private Daemon(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All that it wrote.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Starts it, and waits until somebody listens at the port.</summary>
    public static async Task<Daemon> StartAsync(
        int port, IReadOnlyDictionary<string, string> environment, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        var daemon = new Daemon(Process.Start(start)!);
        try
        {
            while (!await ListensAsync(port))
            {
                if (daemon._process.HasExited)
                    throw new InvalidOperationException($"{program} ended: {daemon.Log}");
                await Task.Yield();
            }

            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_log)
            _log.AppendLine(line);
    }
}
