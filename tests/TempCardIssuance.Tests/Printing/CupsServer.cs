using System.Diagnostics;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Printing;

/// <summary>
/// Debian's cupsd on this machine with everything of its own, and queues whose backend writes what it gets into a
/// folder, and fails or waits as a test says.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class CupsServer : IAsyncDisposable
{
    /// <summary>A filter that fails, for drivers that name it.</summary>
    public const string BrokenFilter = "broken";

    private const string Programs = "/usr/lib/cups";

    private readonly TestFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private readonly int _securePort = FreePort.Find();
    private readonly CupsDoor? _door;
    private IReadOnlyDictionary<string, string> _environment = new Dictionary<string, string>();
    private Process? _server;

    private CupsServer(CupsDoor? door) => _door = door;

    public string Address => $"127.0.0.1:{_port}";

    public Uri Queue(string name) => new($"ipp://127.0.0.1:{_port}/printers/{name}");

    /// <summary>The same by TLS, where there is a <see cref="CupsDoor"/>.</summary>
    public Uri SecureQueue(string name) => new($"ipps://localhost:{_securePort}/printers/{name}");

    public Uri Class(string name) => new($"ipp://127.0.0.1:{_port}/classes/{name}");

    /// <summary>The name of each job and the options that the backend got, in the order of the jobs.</summary>
    public string[] Options =>
        [.. Directory.GetFiles(Output, "*.options").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>What the backend got, in the order of the jobs.</summary>
    public string[] Documents => [.. Directory.GetFiles(Output, "*.prn").Order(StringComparer.Ordinal)];

    private string Output => _folder.Combine("output");

    private string Gate => Path.Combine(Output, "gate");

    /// <summary>Where all that it keeps is.</summary>
    public string Folder => _folder.Path;

    /// <param name="more">Lines of its configuration.</param>
    public static Task<CupsServer> StartAsync(params string[] more) => StartAsync(door: null, more);

    /// <param name="door">Whom it lets in; null: everybody.</param>
    /// <param name="more">Lines of its configuration.</param>
    public static async Task<CupsServer> StartAsync(CupsDoor? door, params string[] more)
    {
        var server = new CupsServer(door);
        try
        {
            server.Write(string.Join('\n', more));
            await server.ListenAsync();
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

    /// <summary>From now on the backend fails.</summary>
    public void Fail() => File.WriteAllText(Path.Combine(Output, "fail"), "");

    /// <summary>From now on the backend waits.</summary>
    public void Block() => File.WriteAllText(Gate, "");

    /// <summary>Lets it go on.</summary>
    public void Release() => File.Delete(Gate);

    public Task<string> RunAsync(string program, params string[] arguments) =>
        Tool.RunAsync("env", [$"CUPS_SERVER={Address}", "LC_ALL=C", program, .. arguments]);

    private async Task ListenAsync()
    {
        var start = new ProcessStartInfo(
            "/usr/sbin/cupsd", ["-f", "-c", _folder.Combine("cupsd.conf"), "-s", _folder.Combine("cups-files.conf")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in _environment)
            start.Environment[name] = value;
        _server = Process.Start(start)!;
        var listening = new TaskCompletionSource();
        _server.OutputDataReceived += (_, _) => { };
        _server.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                listening.TrySetException(new InvalidOperationException("cupsd did not start."));
            else if (line.Data.Contains("Listening to ", StringComparison.Ordinal))
                listening.TrySetResult();
        };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        await listening.Task;
    }

    /// <summary>As the system does it: what it has accepted it has still.</summary>
    public async Task StartAgainAsync()
    {
        await StopAsync();
        await ListenAsync();
    }

    private async Task StopAsync()
    {
        await Tool.RunAsync("kill", "-TERM", $"{_server!.Id}");
        await _server.WaitForExitAsync();
    }

    /// <summary>As after a power cut: what it accepted last it may not know any more.</summary>
    public async Task DieAndStartAgainAsync()
    {
        await EndAsync();
        await ListenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // pam_wrapper takes its files away when its process ends by itself.
        if (_door is not null && _server?.HasExited == false)
            await StopAsync();
        await EndAsync();
        _folder.Dispose();
    }

    /// <summary>As a power cut ends it.</summary>
    public async Task EndAsync()
    {
        if (_server is null)
            return;
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    private void Write(string more)
    {
        // Filters run as another user.
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        foreach (string name in new[] { "etc/ppd", "spool/tmp", "cache", "state", "bin/backend", "keys", "pam" })
            Directory.CreateDirectory(_folder.Combine(name));
        Directory.CreateDirectory(Output);
        File.SetUnixFileMode(Output, (UnixFileMode)0b111_111_111);
        foreach (string name in new[] { "daemon", "monitor", "notifier" })
            File.CreateSymbolicLink(_folder.Combine("bin", name), Path.Combine(Programs, name));
        Directory.CreateDirectory(_folder.Combine("bin", "filter"));
        foreach (string filter in Directory.GetFiles(Path.Combine(Programs, "filter")))
            File.CreateSymbolicLink(_folder.Combine("bin", "filter", Path.GetFileName(filter)), filter);
        string broken = _folder.Write(
            $"bin/filter/{BrokenFilter}", "#!/bin/sh\necho 'ERROR: The driver is broken.' >&2\nexit 1\n");
        File.SetUnixFileMode(broken, (UnixFileMode)0b111_101_101);
        string backend = _folder.Write(
            "bin/backend/card",
            $$"""
            #!/bin/sh
            [ $# = 0 ] && exit 0
            while [ -e '{{Gate}}' ]; do sleep 0.05; done
            echo "$3 $5" > '{{Output}}/part.options'
            cat ${6:+"$6"} > '{{Output}}/part'
            [ -e '{{Output}}/fail' ] && echo 'ERROR: The ribbon is torn.' >&2 && exit 1
            chmod a+r '{{Output}}/part.options'
            mv '{{Output}}/part.options' '{{Output}}'/$(printf %05d "$1").options
            mv '{{Output}}/part' '{{Output}}'/$(printf %05d "$1").prn

            """);
        File.SetUnixFileMode(backend, (UnixFileMode)0b111_101_101);
        if (_door is not null)
            _environment = _door.Write(_folder);
        _folder.Write(
            "cupsd.conf",
            $"""
            Listen 127.0.0.1:{_port}
            {(_door is null ? "" : $"ServerName localhost\nSSLListen 127.0.0.1:{_securePort}\n{CupsDoor.Rules}")}
            WebInterface No
            Browsing No
            DefaultAuthType {(_door is null ? "None" : "Basic")}
            LogLevel info
            {more}
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
            ServerKeychain {_folder.Combine("keys")}
            AccessLog {_folder.Combine("access")}
            ErrorLog stderr
            PageLog {_folder.Combine("page")}
            Sandboxing relaxed

            """);
    }
}
