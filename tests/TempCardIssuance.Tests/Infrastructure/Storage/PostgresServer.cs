using System.Diagnostics;
using Npgsql;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>
/// A PostgreSQL server of Debian's package, started in a folder of its own and gone when disposed of. PostgreSQL
/// refuses to run as root, so root hands it to the user nobody.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Root = "/usr/lib/postgresql";

    private readonly string _data;
    private readonly bool _isKept;
    private Process? _server;

    private PostgresServer(string data, bool isKept) => (_data, _isKept) = (data, isKept);

    /// <summary>Why there is no server here; null if there is one.</summary>
    public static string? Missing { get; } =
        FindPrograms() is null ? $"PostgreSQL is not installed ({Root}/*/bin; Debian package postgresql)." : null;

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; } = FreePort.Find();

    public string ConnectionString(string database) => ConnectionString(database, Port);

    /// <summary>How to reach it by way of another port.</summary>
    public static string ConnectionString(string database, int port) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Timeout=5;Include Error Detail=true";

    /// <exception cref="InvalidOperationException">It does not start, or is <see cref="Missing"/>.</exception>
    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer(
            Path.Combine(Path.GetTempPath(), $"tempcard-pg-{Guid.NewGuid():N}"), isKept: false);
        await server.MakeAsync();
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A server whose data stay where they are, to be started again.</summary>
    /// <param name="data">Where they are; made where there are none.</param>
    /// <param name="options">More options for it.</param>
    /// <exception cref="InvalidOperationException">It does not start, or is <see cref="Missing"/>.</exception>
    public static async Task<PostgresServer> StartAsync(string data, params string[] options)
    {
        var server = new PostgresServer(data, isKept: true);
        if (!Directory.Exists(data))
            await server.MakeAsync();
        await server.StartAgainAsync(options);
        return server;
    }

    /// <summary>Starts a server that was stopped, on the same port and data.</summary>
    /// <param name="options">More options for it.</param>
    public async Task StartAgainAsync(params string[] options)
    {
        // Without fsync: nobody pulls the plug here.
        _server = Run(
            $"{Programs}/postgres",
            [
                "-D", _data, "-p", $"{Port}", "-h", "127.0.0.1", "-k", Sockets, "-F", "-c", "max_connections=200",
                .. options,
            ]);
        await WaitUntilReadyAsync(_server);
    }

    /// <summary>Stops the server; its data stay.</summary>
    /// <param name="immediate">Whether it leaves everything as it is, and recovers at its next start.</param>
    public async Task StopAsync(bool immediate = false)
    {
        // setpriv replaces itself by the server, so this is the server's own id; SIGINT is its fast shutdown.
        using (var signal = Process.Start("kill", [immediate ? "-QUIT" : "-INT", $"{_server!.Id}"]))
            await signal.WaitForExitAsync();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    /// <summary>Writes a file into the folder of the data, which only the server can read.</summary>
    public async Task WriteFileAsync(string name, string text)
    {
        string path = Path.Combine(_data, name);
        await File.WriteAllTextAsync(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await HandOverAsync(path);
    }

    public Task CreateDatabaseAsync(string database) => ExecuteAsync("postgres", $"CREATE DATABASE {database}");

    /// <summary>Runs a statement behind the back of any store.</summary>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Gives what a query has as its one value.</summary>
    public async Task<long> QueryNumberAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await StopAsync();
        if (!_isKept)
            Directory.Delete(_data, recursive: true);
    }

    /// <summary>The path of a socket must be short; over one of data that are kept nobody comes.</summary>
    private string Sockets => _isKept ? "" : _data;

    private static string Programs => FindPrograms() ?? throw new InvalidOperationException(Missing);

    private static string? FindPrograms() => !Directory.Exists(Root)
        ? null
        : Directory.GetDirectories(Root)
            .Where(version => File.Exists($"{version}/bin/initdb"))
            .Where(version => int.TryParse(Path.GetFileName(version), out int number) && number >= 15)
            .Order(StringComparer.Ordinal)
            .Select(version => $"{version}/bin")
            .LastOrDefault();

    private static Process Run(string program, params string[] arguments)
    {
        string[] prefix = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
            : [];
        string[] command = [.. prefix, program, .. arguments];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
    }

    private static async Task ExpectSuccessAsync(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(errors);
    }

    /// <summary>The server says on standard error when it accepts connections.</summary>
    private static async Task WaitUntilReadyAsync(Process server)
    {
        var ready = new TaskCompletionSource();
        List<string> said = [];
        server.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                ready.TrySetException(new InvalidOperationException(string.Join('\n', said)));
            else if (line.Data.Contains("ready to accept connections", StringComparison.Ordinal))
                ready.TrySetResult();
            else if (!ready.Task.IsCompleted)
                said.Add(line.Data);
        };
        server.OutputDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        server.BeginOutputReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private async Task MakeAsync()
    {
        Directory.CreateDirectory(_data);
        await HandOverAsync(_data);
        using Process initdb =
            Run($"{Programs}/initdb", "-D", _data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N");
        await ExpectSuccessAsync(initdb);
    }

    private static async Task HandOverAsync(string path)
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        using var chown = Process.Start("chown", ["nobody:nogroup", path]);
        await chown.WaitForExitAsync();
    }
}
