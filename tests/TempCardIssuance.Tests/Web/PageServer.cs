using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Web;

/// <summary>The real tempcard-web on a port that is free, for the configuration of a workshop.</summary>
internal sealed partial class PageServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task<string> _output;

    private PageServer(Process process, string address, string linkFile)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _output = process.StandardOutput.ReadToEndAsync();
        Address = new Uri(address);
        LinkFile = linkFile;
        if (linkFile.Length > 0)
            Link = new Uri(LinkUrl().Match(File.ReadAllText(linkFile)).Value);
    }

    /// <summary>Such as <c>http://127.0.0.1:4711</c>.</summary>
    public Uri Address { get; }

    /// <summary>The HTML file that a browser is to open; empty: people sign in.</summary>
    public string LinkFile { get; }

    /// <summary>What stands in the file.</summary>
    public Uri Link { get; } = new("about:blank");

    public static async Task<PageServer> StartAsync(Workshop workshop)
    {
        string file = Path.Combine(workshop.Folder, $"{Guid.NewGuid():N}.html");
        Process process = Begin("--config", workshop.ConfigurationFile, "--link", file);
        string? address = await process.StandardOutput.ReadLineAsync();
        string? link = await process.StandardOutput.ReadLineAsync();
        if (address is null || link is null)
            Assert.Fail(await process.StandardError.ReadToEndAsync());
        return new PageServer(process, address["address: ".Length..], link["link: ".Length..]);
    }

    /// <summary>A page where people sign in, by the name <c>localhost</c>.</summary>
    public static async Task<PageServer> StartSignInAsync(Workshop workshop)
    {
        Process process = Begin("--config", workshop.ConfigurationFile, "--sign-in");
        string? address = await process.StandardOutput.ReadLineAsync();
        if (address is null)
            Assert.Fail(await process.StandardError.ReadToEndAsync());
        var at = new UriBuilder(address["address: ".Length..]) { Host = "localhost" };
        return new PageServer(process, at.Uri.AbsoluteUri, "");
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string Errors)> RunAsync(params string[] arguments)
    {
        using Process process = Begin(arguments);
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    /// <summary>A client that keeps cookies and follows nothing; let in if it is wanted.</summary>
    public async Task<HttpClient> ClientAsync(bool enter = true)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() })
        {
            BaseAddress = Address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (enter)
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Link)).StatusCode);
        return client;
    }

    /// <summary>Ends it the hard way.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as systems do, and waits until it has.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await EndAsync();
    }

    /// <summary>Waits until it has ended, as it should.</summary>
    public async Task EndAsync()
    {
        await _process.WaitForExitAsync();
        Assert.Equal(0, _process.ExitCode);
    }

    /// <summary>All that it has written, once it has ended.</summary>
    public async Task<string> SaidAsync() => await _errors + await _output;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        await _errors;
        _process.Dispose();
    }

    private static Process Begin(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "tempcard-web.dll"), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        // What ASP.NET would listen to otherwise.
        Environment = { ["ASPNETCORE_URLS"] = "http://0.0.0.0:0", ["DOTNET_gcServer"] = "0" },
    })!;

    [GeneratedRegex(
        @"http://127\.0\.0\.1:\d+/enter/[A-Za-z0-9_-]{43}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LinkUrl();
}
