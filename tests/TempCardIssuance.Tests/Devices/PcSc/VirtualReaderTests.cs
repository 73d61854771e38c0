using System.Diagnostics;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>The program that lends readers to others.</summary>
public sealed class VirtualReaderTests
{
    private const string Export = "export " + PcscDaemon.SocketVariable + "=";

    [PcscTheory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    [InlineData("")]
    public async Task It_takes_its_pcscd_and_its_folder_with_it(string signal)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        string reader = Path.Combine(AppContext.BaseDirectory, "TempCardIssuance.VirtualReader.dll");
        // Whoever runs the tests may have signals ignored (nohup, a job in the background), and children inherit that.
        using Process program = Process.Start(new ProcessStartInfo(
            "env", ["--default-signal=HUP,INT,TERM", "dotnet", reader, "1"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string folder = "", root = "";
        while (root.Length == 0 && await program.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith(Export, StringComparison.Ordinal))
                folder = Path.GetDirectoryName(line[Export.Length..])!;
            if (line.StartsWith("root of attestations: ", StringComparison.Ordinal))
                root = line[22..];
        }

        Assert.True(File.Exists(root), await ErrorsAsync(program, root));
        Assert.Single(WithArgument(folder));

        if (signal.Length == 0)
            program.StandardInput.Close();
        else
            await Tool.RunAsync("kill", "-s", signal, $"{program.Id}");
        await program.WaitForExitAsync(limit.Token);

        Assert.Equal(0, program.ExitCode);
        Assert.False(Directory.Exists(folder));
        Assert.Empty(WithArgument(folder));
    }

    private static async Task<string> ErrorsAsync(Process program, string root) =>
        root.Length > 0 ? root : await program.StandardError.ReadToEndAsync();

    /// <summary>Processes that were started with something of a folder.</summary>
    private static IEnumerable<string> WithArgument(string folder) => Directory.GetDirectories("/proc")
        .Where(process => int.TryParse(Path.GetFileName(process), out _))
        .Where(process =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(process, "cmdline")).Contains(folder, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        });
}
