using System.Diagnostics;
using System.Text;
using TempCardIssuance.Cli;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Tests.Devices.PcSc;
using TempCardIssuance.Tests.Infrastructure;
using TempCardIssuance.VirtualReader;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;
using Tool = TempCardIssuance.Tests.Devices.PcSc.Tool;

namespace TempCardIssuance.Tests.Composition.Pins;

/// <summary>
/// The memory of a process that made cards in a reader and ordered their letters, as gdb's gcore writes it to a file.
/// </summary>
[Collection(PcscdCollection.Name)]
[Trait("Category", "Soak")]
public sealed class MemoryTests(PcscdFixture pcscd, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Cards = 4;
    private const int Chunk = 64 * 1024 * 1024;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(pcscd.Slots[0]);
    }

    [PcscFact("gcore", "rsvg-convert")]
    public async Task No_PIN_of_the_batch_is_left_in_it()
    {
        VirtualSlot[] slots = [pcscd.Slots[0]];
        await PcscdFixture.RemoveAsync(slots[0]);
        await using var workshop = new Workshop(ReaderAttendant.Stations(slots));
        await workshop.RequestAsync(Cards);
        using TemporaryFolder cores = new();
        using Process host = Start(workshop, cores.Path);

        await UntilAsync(host, "made", new ReaderAttendant(slots, _ => PcscdFixture.NewBlank()));
        string made = await DumpAsync(host, cores, "made");
        await host.StandardInput.WriteLineAsync();
        await UntilAsync(host, "printed", attendant: null);
        string printed = await DumpAsync(host, cores, "printed");
        await host.StandardInput.WriteLineAsync();
        await UntilAsync(host, "opened", attendant: null);
        string opened = await DumpAsync(host, cores, "opened");
        await host.StandardInput.WriteLineAsync();
        await host.WaitForExitAsync();

        Assert.Equal(Cards, Directory.GetFiles(cores.Path, "*.pdf").Length);
        Dictionary<string, byte[]> secrets = await SecretsAsync(workshop);
        Assert.Equal(["a number"], Find(made, secrets));
        Assert.Equal(["a number"], Find(printed, secrets));
        Assert.Equal(["a number"], Find(opened, secrets));
    }

    private static Process Start(Workshop workshop, string folder)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "TempCardIssuance.FaultHost.dll");
        string letters = typeof(CommandLineApplication).Assembly.Location;
        return Process.Start(new ProcessStartInfo(
            "dotnet", [program, "show", workshop.ConfigurationFile, folder, "dotnet", letters, "letter-worker"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // Else .NET reserves more than a file has room for.
            Environment = { ["DOTNET_GCHeapHardLimit"] = "20000000" },
        })!;
    }

    private async Task UntilAsync(Process host, string word, ReaderAttendant? attendant)
    {
        while (await host.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == word)
                return;
            output.WriteLine(line);
            if (line.Split('\t') is [{ } station, { } message])
                attendant?.Attend(new OperatorWanted(station, "", message));
        }

        Assert.Fail($"The process ended before it had {word}.");
    }

    private static async Task<string> DumpAsync(Process host, TemporaryFolder cores, string name)
    {
        string prefix = Path.Combine(cores.Path, name);
        await Tool.RunAsync("gcore", "-o", prefix, $"{host.Id}");
        return $"{prefix}.{host.Id}";
    }

    /// <summary>Each PIN and PUK in both codes that a program may have it in, and something that must be there.</summary>
    private static async Task<Dictionary<string, byte[]>> SecretsAsync(Workshop workshop)
    {
        Dictionary<string, byte[]> all = new() { ["a number"] = Encoding.Unicode.GetBytes(Card) };
        for (int i = 1; i <= Cards; i++)
        {
            foreach (SealedKind kind in Enum.GetValues<SealedKind>())
            {
                string digits = await ReadAsync(workshop, Of($"T-0000{i}", kind));
                all.Add($"{kind} {i} as ASCII", Encoding.ASCII.GetBytes(digits));
                all.Add($"{kind} {i} as UTF-16", Encoding.Unicode.GetBytes(digits));
            }
        }

        return all;
    }

    /// <summary>Which of them are in a file; never what they are.</summary>
    private static SortedSet<string> Find(string file, Dictionary<string, byte[]> secrets)
    {
        SortedSet<string> found = new(StringComparer.Ordinal);
        int overlap = secrets.Values.Max(secret => secret.Length);
        byte[] chunk = new byte[Chunk];
        using FileStream stream = File.OpenRead(file);
        for (int kept = 0, read; (read = stream.ReadAtLeast(
            chunk.AsSpan(kept), chunk.Length - kept, throwOnEndOfStream: false)) > 0;)
        {
            ReadOnlySpan<byte> now = chunk.AsSpan(0, kept + read);
            foreach ((string name, byte[] secret) in secrets)
            {
                if (now.IndexOf(secret) >= 0)
                    found.Add(name);
            }

            kept = Math.Min(overlap, now.Length);
            now[^kept..].CopyTo(chunk);
        }

        return found;
    }
}
