using System.Globalization;
using TempCardIssuance.Tests.Devices.PcSc;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Logon;

/// <summary>Debian's sshd, which lets this account in with the keys that it is told.</summary>
internal sealed class SshServer : IAsyncDisposable
{
    public const string Sshd = "/usr/sbin/sshd";

    /// <summary>Where sshd has to have a folder when it is root's.</summary>
    private const string Separation = "/run/sshd";

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private readonly CardTerminal _terminal;
    private Daemon? _sshd;

    private SshServer() => _terminal = new CardTerminal(_folder);

    public static async Task<SshServer> StartAsync()
    {
        var server = new SshServer();
        try
        {
            await server.ListenAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <param name="lines">All of <c>authorized_keys</c>.</param>
    public void Authorize(params string[] lines) =>
        _folder.Write("authorized_keys", string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Runs a command there, with the card that is in a reader.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(string pin, string command) => _terminal.RunAsync(
        Nothing,
        pin,
        "ssh",
        "-F", "none", "-I", Tool.OpenScModule, "-p", _port.ToString(CultureInfo.InvariantCulture),
        "-o", "StrictHostKeyChecking=no", "-o", $"UserKnownHostsFile={_folder["known"]}", "-o", "IdentityAgent=none",
        "-o", "IdentityFile=none", "-o", "PreferredAuthentications=publickey", "-o", "LogLevel=ERROR",
        $"{Environment.UserName}@127.0.0.1", command);

    public async ValueTask DisposeAsync()
    {
        if (_sshd is not null)
            await _sshd.DisposeAsync();
        _folder.Dispose();
    }

    private async Task ListenAsync()
    {
        if (string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
            Directory.CreateDirectory(Separation);
        Authorize();
        await Program.DoAsync(Nothing, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", _folder["host"]);
        string configuration = _folder.Write(
            "sshd_config",
            $"""
            ListenAddress 127.0.0.1:{_port}
            HostKey {_folder["host"]}
            AuthorizedKeysFile {_folder["authorized_keys"]}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password

            """);
        _sshd = await Daemon.StartAsync(_port, Nothing, Sshd, "-D", "-e", "-f", configuration);
    }
}
