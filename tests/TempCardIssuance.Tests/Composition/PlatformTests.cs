using System.Diagnostics;
using TempCardIssuance.Tests.Infrastructure.Authorities;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// The work of a day by the program for another system, on what Debian has in its place: Wine for Windows, which lacks
/// much of what makes certificates, so that cards are printed only there; qemu-user for another processor.
/// </summary>
/// <remarks>In ./build.sh soak, where the programs are installed: it builds tempcard anew for each.</remarks>
[Trait("Category", "Soak")]
[Trait("Category", "Long")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PlatformTests
{
    private const string Configuration =
        """
        version: 1
        store: { path: tempcard.db }
        issuance: { encode: false, print: true }
        stations:
          - { name: desk, reader: virtual, cards: 100, printer: files }
        printers:
          files: { driver: file, path: faces/, layout: default }
        """;

    [Fact]
    public async Task Windows_under_Wine()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/wine"), "needs wine and wine64");
        using var folder = new TestFolder();
        string[] environment = [$"WINEPREFIX={folder.Combine("prefix")}", "WINEDEBUG=-all", "wine"];
        Directory.CreateDirectory(folder.Combine("place"));
        folder.Write("place/tempcard.yaml", Configuration);
        string place = OnWindows(folder.Combine("place"));
        await WorkAsync(folder, "win-x64", environment, "tempcard.exe", place);
        await ServeAsync(folder, environment, place);
        // What Wine has in memory it writes when its last program has ended.
        await Tool.RunAsync("env", [.. environment[..^1], "wineserver", "-w"]);
    }

    [Fact]
    public async Task Linux_on_arm64_under_qemu()
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/qemu-aarch64-static") && File.Exists("/usr/lib/aarch64-linux-gnu/libssl.so.3"),
            "needs qemu-user-static, and libssl3:arm64 and libstdc++6:arm64 of Debian's arm64");
        using var folder = new TestFolder();
        string[] environment = ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1", "qemu-aarch64-static"];
        await WorkAsync(folder, "linux-arm64", environment, "tempcard", folder.Combine("place"));
    }

    /// <summary>Stations as a service: it makes what is put in line, and stops when it is told to.</summary>
    private static async Task ServeAsync(TestFolder folder, string[] through, string place)
    {
        string program = folder.Combine("program", "tempcard.exe");
        // Wine ends its services with the last program that somebody started.
        using Process open = Process.Start(new ProcessStartInfo("env", [.. through, "cmd.exe"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        // It has something to say when the services of Wine run: whatever started them is waited for until they end.
        Assert.NotEqual(0, await open.StandardOutput.ReadAsync(new char[1]));
        Task<string> said = open.StandardOutput.ReadToEndAsync();

        Task<string> RunAsync(params string[] arguments) => Tool.RunAsync("env", [.. through, .. arguments]);
        Task<string> CardAsync(params string[] arguments) =>
            RunAsync([program, "--config", place, "--yes", .. arguments]);

        await RunAsync(
            "sc", "create", "tempcard", "binPath=", $"{OnWindows(program)} station run --config {place}");
        Assert.Contains("started successfully", await RunAsync("net", "start", "tempcard"), StringComparison.Ordinal);
        await CardAsync("issue", "T-00003", "--enqueue");
        while (!(await CardAsync("batches", "--state", "Produced")).Contains("B-000002", StringComparison.Ordinal))
            Assert.Contains("RUNNING", await RunAsync("sc", "query", "tempcard"), StringComparison.Ordinal);

        Assert.Contains("stopped successfully", await RunAsync("net", "stop", "tempcard"), StringComparison.Ordinal);
        await open.StandardInput.WriteLineAsync("exit");
        await said;
        await open.WaitForExitAsync();
    }

    /// <summary>Wine shows the whole file system as drive Z.</summary>
    private static string OnWindows(string path) => @"Z:" + path.Replace('/', '\\');

    /// <param name="folder">Where all of it is.</param>
    /// <param name="platform">A runtime identifier.</param>
    /// <param name="through">What the program is run by.</param>
    /// <param name="program">The name of its file.</param>
    /// <param name="place">The folder of the configuration, as the program has to call it.</param>
    private static async Task WorkAsync(
        TestFolder folder, string platform, string[] through, string program, string place)
    {
        await Tool.RunAsync(
            "dotnet", "publish", Path.Combine(OpenSslCa.Root(), OwnProgram.Cli), "-c", "Release", "-r", platform,
            "--self-contained", "--artifacts-path", folder.Combine("artifacts"), "-o", folder.Combine("program"),
            "-p:NuGetLockFilePath=obj/platform.lock.json", "-p:RestoreLockedMode=false", "-p:RunAnalyzers=false", "-v:q", "-nologo");

        Task<string> RunAsync(params string[] arguments) => Tool.RunAsync(
            "env", [.. through, folder.Combine("program", program), "--config", place, "--yes", .. arguments]);

        if (!File.Exists(folder.Combine("place", "tempcard.yaml")))
            await RunAsync("config", "new", place);
        Assert.Contains("can be used", await RunAsync("config", "test"), StringComparison.Ordinal);
        await RunAsync("request", "new", "--amount", "3", "--site", "Berlin");
        Assert.Contains("2 unassigned", await RunAsync("issue", "T-00001", "T-00002"), StringComparison.Ordinal);
        await RunAsync("repeat", "B-000001", "--number", "T-00001");
        Assert.Contains("Completed", await RunAsync("complete", "B-000001"), StringComparison.Ordinal);
        await RunAsync("grant", "T-00002", "--holder", "anna", "--reason", "forgotten");
        await RunAsync("take-back", "T-00002", "--not-seen", "test");
        Assert.Contains("sound", await RunAsync("store", "check"), StringComparison.Ordinal);
        Assert.Contains("intact; cards, batches and authorities agree", await RunAsync("audit", "verify"), StringComparison.Ordinal);
        Assert.Equal(6, Directory.GetFiles(folder.Combine("place", "faces"), "*.svg", SearchOption.AllDirectories).Length);
    }
}
