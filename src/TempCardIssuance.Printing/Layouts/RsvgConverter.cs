using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Programs;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>Turns faces into PDF and PNG with librsvg's <c>rsvg-convert</c>, a process of its own for each face.</summary>
/// <param name="program">Name or path of the program.</param>
/// <param name="timeout">How long one face may take; the process is ended after that.</param>
/// <param name="time">What the time-out is measured with.</param>
internal sealed class RsvgConverter(string program, TimeSpan timeout, TimeProvider time)
{
    /// <summary>Where fontconfig finds its settings, if not in its usual place.</summary>
    private static readonly string[] FontSettings = ["FONTCONFIG_FILE", "FONTCONFIG_PATH"];

    private readonly ProgramRunner _runner = new(time);

    public RsvgConverter(TimeProvider time)
        : this("rsvg-convert", TimeSpan.FromSeconds(30), time)
    {
    }

    /// <summary>Throws if the program is missing or does not run.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => RunAsync(["--version"], cancellationToken);

    /// <summary>One PDF document with one page for each side, each as large as its drawing.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public Task<byte[]> ToPdfAsync(IReadOnlyList<FaceSide> sides, CancellationToken cancellationToken) =>
        ConvertAsync(["--format=pdf"], sides, cancellationToken);

    /// <summary>One side as a PNG picture.</summary>
    /// <param name="side">The side.</param>
    /// <param name="dpi">Dots per inch of the printer.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public Task<byte[]> ToPngAsync(FaceSide side, int dpi, CancellationToken cancellationToken) => ConvertAsync(
        [
            "--format=png",
            string.Create(CultureInfo.InvariantCulture, $"--dpi-x={dpi}"),
            string.Create(CultureInfo.InvariantCulture, $"--dpi-y={dpi}"),
        ],
        [side],
        cancellationToken);

    private async Task<byte[]> ConvertAsync(
        IEnumerable<string> format, IReadOnlyList<FaceSide> sides, CancellationToken cancellationToken)
    {
        // Only files can be given more than once; the folder is readable by this user alone.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tempcard-");
        try
        {
            List<string> arguments = [.. format];
            foreach (FaceSide side in sides)
            {
                string path = Path.Combine(folder.FullName, $"{side.Name}.svg");
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

    private async Task<byte[]> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var call = new ProgramCall
        {
            Program = program,
            Arguments = arguments,
            TimeOut = timeout,
            Environment = FontVariables(),
            Output = output,
        };
        ProgramResult result = await _runner.RunAsync(call, cancellationToken);
        return result switch
        {
            { Succeeded: true } => output.ToArray(),
            { End: ProgramEnd.NotStarted } => throw NotReady(
                $"'{program}' can't be run: {result.ErrorText}.",
                "Install it (Debian: apt-get install librsvg2-bin) and see that it is on the PATH."),
            { End: ProgramEnd.TimedOut } => throw NotReady(
                $"'{program}' took longer than {timeout.TotalSeconds:0} s and was ended.",
                "Make the layout simpler, or take load off this machine."),
            _ => throw NotReady(
                $"'{program}' ended with {result.ExitCode}{result.ErrorClause}",
                "See that the layout opens in a browser."),
        };
    }

    private static Dictionary<string, string> FontVariables() => FontSettings
        .Select(name => (name, value: Environment.GetEnvironmentVariable(name)))
        .Where(variable => variable.value is not null)
        .ToDictionary(variable => variable.name, variable => variable.value!, StringComparer.Ordinal);

    private TempCardException NotReady(string message, Remedy remedy) =>
        new(ErrorIds.PrinterNotReady, ErrorKind.Unavailable, message, remedy, program);
}
