using System.Diagnostics;
using System.Globalization;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Http;

/// <summary><c>openssl s_server</c> on a free port of 127.0.0.1.</summary>
internal sealed class OpenSslServer : IDisposable
{
    private readonly Process _process;

    private OpenSslServer(Process process) => _process = process;

    public static OpenSslServer Start(params string[] arguments) => new(Process.Start(
        new ProcessStartInfo("openssl", ["s_server", "-accept", "127.0.0.1:0", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);

    /// <summary>The port, once it listens.</summary>
    public async Task<int> PortAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ACCEPT ", StringComparison.Ordinal))
                return int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
