using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Programs;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Turns faces into PDF and PNG with librsvg's <c>rsvg-convert</c>, a process of its own for each. What it made is
/// compared with the face, see <see cref="FaceComparison"/>.
/// </summary>
/// <param name="program">Name or path of the program.</param>
/// <param name="timeout">How long one face may take; the process is ended after that.</param>
/// <param name="time">What the time-out is measured with.</param>
internal sealed class RsvgConverter(string program, TimeSpan timeout, TimeProvider time) : IFaceConverter
{
    private const string PdfFormat = "--format=pdf";

    /// <summary>Where fontconfig finds its settings, if not in its usual place.</summary>
    private static readonly string[] FontSettings = ["FONTCONFIG_FILE", "FONTCONFIG_PATH"];

    private readonly ProgramRunner _runner = new(time);

    public RsvgConverter(TimeProvider time)
        : this("rsvg-convert", TimeSpan.FromSeconds(30), time)
    {
    }

    /// <summary>Off only where a stand-in takes the program's place.</summary>
    public bool Compares { get; init; } = true;

    /// <summary>Throws if the program is missing or does not run.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => RunAsync(["--version"], cancellationToken);

    /// <summary>The same, and draws the layout once, with next to nothing in the place of values.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    /// <exception cref="TempCardException"><see cref="ErrorIds.FaceIncomplete"/>: something would be missing.</exception>
    public async Task CheckAsync(SvgLayout layout, CancellationToken cancellationToken)
    {
        await CheckAsync(cancellationToken);
        if (Compares && layout.Stub() is { } sides)
            await ToPdfAsync(sides, cancellationToken);
    }

    /// <summary>One PDF document with one page for each side, each as large as its drawing.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    /// <exception cref="TempCardException"><see cref="ErrorIds.FaceIncomplete"/>: something would be missing.</exception>
    public async Task<byte[]> ToPdfAsync(IReadOnlyList<FaceSide> sides, CancellationToken cancellationToken)
    {
        byte[] pdf = await ConvertAsync([PdfFormat], sides, cancellationToken);
        await CompareAsync(sides, pdf, cancellationToken);
        return pdf;
    }

    /// <summary>One side as a PNG picture.</summary>
    /// <param name="side">The side.</param>
    /// <param name="dpi">Dots per inch of the printer.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    /// <exception cref="TempCardException"><see cref="ErrorIds.FaceIncomplete"/>: something would be missing.</exception>
    public async Task<byte[]> ToPngAsync(FaceSide side, int dpi, CancellationToken cancellationToken)
    {
        byte[] pdf = await ConvertAsync([PdfFormat], [side], cancellationToken);
        await CompareAsync([side], pdf, cancellationToken);
        return await ConvertAsync(PngFormat(dpi), [side], cancellationToken);
    }

    private Task CompareAsync(IReadOnlyList<FaceSide> sides, byte[] pdf, CancellationToken cancellationToken)
    {
        var comparison = new FaceComparison(
            (side, stop) => ConvertAsync([PdfFormat], [side], stop),
            (side, dpi, stop) => ConvertAsync([.. PngFormat(dpi), "--background-color=white"], [side], stop));
        return Compares ? comparison.CheckAsync(sides, pdf, cancellationToken) : Task.CompletedTask;
    }

    private static IEnumerable<string> PngFormat(int dpi) =>
    [
        "--format=png",
        string.Create(CultureInfo.InvariantCulture, $"--dpi-x={dpi}"),
        string.Create(CultureInfo.InvariantCulture, $"--dpi-y={dpi}"),
    ];

    private async Task<byte[]> ConvertAsync(
        IEnumerable<string> format, IReadOnlyList<FaceSide> sides, CancellationToken cancellationToken)
    {
        // A letter must be in no file; a face need not.
        if (sides is [var only])
        {
            using var input = new MemoryStream(only.Svg, writable: false);
            return await RunAsync([.. format], cancellationToken, input);
        }

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

    private async Task<byte[]> RunAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellationToken, Stream? input = null)
    {
        using var output = new MemoryStream();
        var call = new ProgramCall
        {
            Program = program,
            Arguments = arguments,
            TimeOut = timeout,
            Environment = FontVariables(),
            Input = input,
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
