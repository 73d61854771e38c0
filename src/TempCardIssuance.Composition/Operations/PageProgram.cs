using System.ComponentModel;
using System.Diagnostics;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>Finds and starts the operator's page, which is a program of its own.</summary>
public sealed class PageProgram
{
    private const string Name = "tempcard-web";
    private const string AddressLine = "address: ";
    private const string LinkLine = "link: ";

    /// <summary>From the folder of this program up to that which holds all of them.</summary>
    private const int MaxFoldersUp = 4;

    private static readonly string FileName = OperatingSystem.IsWindows() ? $"{Name}.exe" : Name;

    private readonly string _configurationFile;
    private readonly string? _configured;

    /// <param name="configurationFile">What the page works with.</param>
    /// <param name="configured">The program as the configuration says; null: it is looked for.</param>
    internal PageProgram(string configurationFile, string? configured)
    {
        _configurationFile = configurationFile;
        _configured = configured;
    }

    /// <summary>Starts it, and gives where it is; it goes on until somebody leaves it there, or ends its process.</summary>
    /// <param name="open">Whether it opens its link in the browser.</param>
    /// <param name="stop">Ends the wait for it to be ready, and the program.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.PageNotFound"/>, <see cref="ErrorIds.PageNotStarted"/>.
    /// </exception>
    public async Task<StartedPage> StartAsync(bool open, CancellationToken stop)
    {
        string program = Find();
        using Process process = Begin(program, open);
        try
        {
            string? address = await ReadAsync(process, AddressLine, stop);
            string? link = address is null ? null : await ReadAsync(process, LinkLine, stop);
            if (address is null)
                throw NotStarted(program, (await process.StandardError.ReadToEndAsync(stop)).Trim());
            return new StartedPage(address, link, process.Id, program);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>As the configuration says; beside this program; on PATH.</summary>
    private string Find()
    {
        if (_configured is { } configured)
            return File.Exists(configured) ? configured : throw NotFound($"There is no file '{configured}' (page.program).");
        var places = new List<string>();
        string? folder = Path.GetDirectoryName(typeof(PageProgram).Assembly.Location);
        for (int i = 0; i <= MaxFoldersUp && !string.IsNullOrEmpty(folder); i++, folder = Path.GetDirectoryName(folder))
        {
            places.Add(Path.Combine(folder, FileName));
            places.Add(Path.Combine(folder, Name, FileName));
        }

        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        places.AddRange(path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(place => Path.Combine(place, FileName)));
        return places.Find(File.Exists)
            ?? throw NotFound($"{Name} is neither beside this program nor on PATH.");
    }

    private Process Begin(string program, bool open)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "--config", _configurationFile },
        };
        if (open)
            start.ArgumentList.Add("--open");
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw NotStarted(program, e.Message, e);
        }
    }

    private static async Task<string?> ReadAsync(Process process, string begin, CancellationToken stop) =>
        await process.StandardOutput.ReadLineAsync(stop) is { } line && line.StartsWith(begin, StringComparison.Ordinal)
            ? line[begin.Length..]
            : null;

    private static TempCardException NotFound(string message) => new(
        ErrorIds.PageNotFound,
        ErrorKind.NotFound,
        message,
        Remedy.Of(
            $"Unpack tempcard-web of the same release (a zip per platform) beside it, put its folder on PATH, or name the program with page.program."));

    private static TempCardException NotStarted(string program, string message, Exception? inner = null) => new(
        ErrorIds.PageNotStarted,
        ErrorKind.Unavailable,
        message.Length > 0 ? message : $"'{program}' ended before it was ready.",
        Remedy.Of($"Start '{program}' by itself to see what it says."),
        program,
        inner);
}

/// <summary>The operator's page, as it was started.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="LinkFile">
/// The file that lets its owner in, once, with a browser; null: people sign in.
/// </param>
/// <param name="ProcessId">Its process.</param>
/// <param name="Program">The program, full path.</param>
public sealed record StartedPage(string Address, string? LinkFile, int ProcessId, string Program);
