using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TempCardIssuance.Benchmarks.Pages;

/// <summary>The page that was built, with a browser that was let in.</summary>
internal sealed partial class PageProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PageProcess(Process process, HttpClient client, double firstPage)
    {
        _process = process;
        Client = client;
        FirstPage = firstPage;
    }

    public HttpClient Client { get; }

    /// <summary>From when it said that it is there, in milliseconds.</summary>
    public double FirstPage { get; }

    /// <summary>VmHWM of proc(5), in MB; 0 where the system does not tell.</summary>
    public double PeakMemory => File.Exists($"/proc/{_process.Id}/status")
        && File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
            is { } line
        ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024
        : 0;

    public static async Task<PageProcess> StartAsync(Workplace workplace)
    {
        Process process = Process.Start(new ProcessStartInfo(Artifacts.Page, ["--config", workplace.ConfigurationFile])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        string address = (await process.StandardOutput.ReadLineAsync())!["address: ".Length..];
        string file = (await process.StandardOutput.ReadLineAsync())!["link: ".Length..];
        string link = Link().Match(await File.ReadAllTextAsync(file)).Value;
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() })
        {
            BaseAddress = new Uri(address),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        double first = await Samples.TimeAsync(async () =>
        {
            (await client.GetAsync(link)).EnsureSuccessStatusCode();
            (await client.GetAsync("/orders")).EnsureSuccessStatusCode();
        });
        return new PageProcess(process, client, first);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex("http://[^\"]+/enter/[^\"]+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Link();
}
