using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TempCardIssuance.Tests.Printing;

/// <summary>
/// Debian's cupsd on this machine with everything of its own, and queues whose backend writes what it gets into a
/// folder, and fails or waits as a test says.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class CupsServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/cups";

    private readonly TestFolder _folder = new();
    private readonly int _port = FindFreePort();
    private readonly string _settings;
    private Process? _server;

    private CupsServer(string settings) => _settings = settings;

    /// <summary>What a test of it needs.</summary>
    public static string[] Tools => ["cupsd", "lp", "lpadmin", "lpstat"];

    public string Address => $"127.0.0.1:{_port}";

    public Uri Queue(string name) => new($"ipp://127.0.0.1:{_port}/printers/{name}");

    /// <summary>What the backend got, in the order of the jobs.</summary>
    public string[] Documents => [.. Directory.GetFiles(Output, "*.prn").Order(StringComparer.Ordinal)];

    private string Output => _folder.Combine("output");

    /// <param name="settings">More lines of cupsd.conf.</param>
    public static async Task<CupsServer> StartAsync(string settings = "")
    {
        var server = new CupsServer(settings);
        try
        {
            server.Write();
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <param name="queue">Its name.</param>
    /// <param name="options">More of lpadmin's options.</param>
    public Task AddQueueAsync(string queue, params string[] options) => RunAsync(
        "lpadmin", ["-p", queue, "-v", "card:/x", "-o", "printer-error-policy=stop-printer", .. options, "-E"]);

    /// <summary>A file with its content.</summary>
    public string WriteFile(string name, string content) => _folder.Write(name, content);

    /// <summary>From now on the backend fails; or it waits until this is undone.</summary>
    public void Let(bool fail = false, bool wait = false)
    {
        Set("fail", fail);
        Set("wait", wait);

        void Set(string name, bool isSet)
        {
            if (isSet)
                File.WriteAllText(Path.Combine(Output, name), "");
            else
                File.Delete(Path.Combine(Output, name));
        }
    }

    public Task<string> RunAsync(string program, params string[] arguments) =>
        Tool.RunAsync("env", [$"CUPS_SERVER={Address}", "LC_ALL=C", program, .. arguments]);

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_server is null)
            return;
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    public async Task StartAgainAsync()
    {
        _server = Process.Start(new ProcessStartInfo(
            "/usr/sbin/cupsd", ["-f", "-c", _folder.Combine("cupsd.conf"), "-s", _folder.Combine("cups-files.conf")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        while (!_server.HasExited)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, _port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException("cupsd did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private void Write()
    {
        // Filters run as another user.
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        foreach (string name in new[] { "etc/ppd", "spool/tmp", "cache", "state", "bin/backend" })
            Directory.CreateDirectory(_folder.Combine(name));
        Directory.CreateDirectory(Output);
        File.SetUnixFileMode(Output, (UnixFileMode)0b111_111_111);
        foreach (string name in new[] { "filter", "daemon", "monitor", "notifier" })
            File.CreateSymbolicLink(_folder.Combine("bin", name), Path.Combine(Programs, name));
        string backend = _folder.Write(
            "bin/backend/card",
            $$"""
            #!/bin/sh
            [ $# = 0 ] && exit 0
            cat ${6:+"$6"} > '{{Output}}/part'
            while [ -e '{{Output}}/wait' ]; do sleep 0.05; done
            [ -e '{{Output}}/fail' ] && echo 'ERROR: The ribbon is torn.' >&2 && exit 1
            echo "$5" > '{{Output}}'/$(printf %05d "$1").options
            mv '{{Output}}/part' '{{Output}}'/$(printf %05d "$1").prn

            """);
        File.SetUnixFileMode(backend, (UnixFileMode)0b111_101_101);
        _folder.Write(
            "cupsd.conf",
            $"""
            Listen 127.0.0.1:{_port}
            WebInterface No
            Browsing No
            DefaultAuthType None
            {_settings}
            <Location />
            Order allow,deny
            Allow all
            </Location>
            <Location /admin>
            Order allow,deny
            Allow all
            </Location>
            <Policy default>
            JobPrivateValues none
            <Limit All>
            Order deny,allow
            Allow all
            </Limit>
            </Policy>

            """);
        _folder.Write(
            "cups-files.conf",
            $"""
            ServerRoot {_folder.Combine("etc")}
            ServerBin {_folder.Combine("bin")}
            RequestRoot {_folder.Combine("spool")}
            TempDir {_folder.Combine("spool", "tmp")}
            CacheDir {_folder.Combine("cache")}
            StateDir {_folder.Combine("state")}
            AccessLog {_folder.Combine("access")}
            ErrorLog {_folder.Combine("error")}
            PageLog {_folder.Combine("page")}
            Sandboxing relaxed

            """);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
