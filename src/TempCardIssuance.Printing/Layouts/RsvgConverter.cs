using System.ComponentModel;
using System.Diagnostics;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>Turns faces into PDF with librsvg's <c>rsvg-convert</c>, a process of its own for each face.</summary>
/// <param name="program">Name or path of the program.</param>
/// <param name="timeout">How long one face may take; the process is ended after that.</param>
/// <param name="time">What the time-out is measured with.</param>
public sealed class RsvgConverter(string program, TimeSpan timeout, TimeProvider time)
{
    public RsvgConverter(TimeProvider time)
        : this("rsvg-convert", TimeSpan.FromSeconds(30), time)
    {
    }

    /// <summary>Throws if the program is missing or does not run.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => RunAsync(["--version"], cancellationToken);

    /// <summary>One PDF document with one page for each side, each as large as its drawing.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public async Task<byte[]> ToPdfAsync(IReadOnlyList<FaceSide> sides, CancellationToken cancellationToken)
    {
        // Only files can be given more than once; the folder is readable by this user alone.
        var folder = Directory.CreateTempSubdirectory("tempcard-");
        try
        {
            var arguments = new List<string> { "--format=pdf" };
            foreach (var side in sides)
            {
                var path = Path.Combine(folder.FullName, $"{side.Name}.svg");
                await File.WriteAllBytesAsync(path, side.Svg, cancellationToken);
                arguments.Add(path);
            }

            return await RunAsync(arguments, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<byte[]> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        using var process = Start(arguments);
        try
        {
            using var output = new MemoryStream();
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
            var message = await errors;
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? output.ToArray()
                : throw NotReady(
                    $"'{program}' ended with {process.ExitCode}: {message.Trim()}",
                    "See that the layout opens in a browser.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw NotReady(
                $"'{program}' took longer than {timeout.TotalSeconds:0} s and was ended.",
                "Make the layout simpler, or take load off this machine.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private Process Start(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw NotReady(
                $"'{program}' can't be run: {e.Message}",
                "Install it (Debian: apt-get install librsvg2-bin) and see that it is on the PATH.",
                e);
        }
    }

    private TempCardException NotReady(string message, string remedy, Exception? inner = null) =>
        new(ErrorIds.PrinterNotReady, ErrorKind.Unavailable, message, remedy, program, inner);
}
