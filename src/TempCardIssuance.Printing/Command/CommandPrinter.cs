using System.Globalization;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Programs;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Command;

/// <summary>Has a program print, once for each card; see <see cref="PrintCodes"/> for what it answers.</summary>
/// <remarks>A program that has been started is never ended but for its time, since it may be printing.</remarks>
internal sealed class CommandPrinter(
    CommandPrinterSettings settings, SvgLayout layout, FaceFiles files, TimeProvider time) : ICardPrinter
{
    private const int MaxJobName = 200;

    private readonly ProgramRunner _runner = new(time);

    public string Name => settings.Name;

    public IReadOnlyList<string> RequiredFields => layout.RequiredFields;

    public IReadOnlyList<string> ChangingFields => layout.ChangingFields;

    /// <summary>How long to wait before a program that could print nothing is run again.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(5);

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await files.CheckAsync(cancellationToken);
        if (layout.HasBack && !files.TakesBack)
        {
            throw NotReady(
                $"Printer '{Name}' gets the front only, and its layout has a back.",
                "Add an argument with {back} or {document} to 'print', or set 'back: none' for the printer.");
        }

        if (ProgramRunner.Problem(settings.Print[0]) is { } problem)
            throw NotStarted(settings.Print[0], problem);
        if (settings.Check.Count == 0)
            return;
        ProgramResult result = await RunAsync([.. settings.Check.Skip(1)], settings.Check[0], null, null, cancellationToken);
        if (!result.Succeeded)
            throw Failed(settings.Check[0], result);
    }

    public async Task<PrintedFace> PrintAsync(CardFace face, IPrintWatch watch, CancellationToken stop)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tempcard-");
        try
        {
            IReadOnlyList<string> arguments = await files.WriteAsync(face, folder.FullName, CancellationToken.None);
            return await PrintAsync(face, arguments, watch, stop);
        }
        finally
        {
            Delete(folder);
        }
    }

    private async Task<PrintedFace> PrintAsync(
        CardFace face, IReadOnlyList<string> arguments, IPrintWatch watch, CancellationToken stop)
    {
        string program = settings.Print[0];
        long begun = time.GetTimestamp();
        while (true)
        {
            using var output = new OutputHead(4 * MaxJobName);
            ProgramResult result = await RunAsync(arguments, program, face, output, CancellationToken.None);
            string job = ForeignText.OneLine(
                Encoding.UTF8.GetString(output.ToArray()).TrimStart().Split('\n')[0], MaxJobName);
            var printed = new PrintedFace([job.Length > 0 ? job : $"{face.CardNumber}-{face.Attempt}"]);
            if (result.Succeeded)
                return printed;
            TempCardException error = Failed(program, result);
            if (result.End == ProgramEnd.NotStarted)
                throw error;
            if (result is not { End: ProgramEnd.Exited, ExitCode: PrintCodes.Empty or PrintCodes.TryAgain })
                return printed with { NeedsLook = error.Message };
            if (time.GetElapsedTime(begun) + Pause >= settings.TimeOut)
                throw error;
            watch.Tell($"{error.Message} It is tried again. {error.Remedy}");
            await PauseAsync(face, stop);
        }
    }

    private async Task PauseAsync(CardFace face, CancellationToken stop)
    {
        try
        {
            await Task.Delay(Pause, time, stop);
        }
        catch (OperationCanceledException)
        {
            throw new TempCardException(
                ErrorIds.Interrupted,
                ErrorKind.Interrupted,
                $"The work was stopped before the face of card {face.CardNumber} could be printed.",
                "Repeat the card when the printer can print again.",
                face.CardNumber);
        }
    }

    private Task<ProgramResult> RunAsync(
        IReadOnlyList<string> arguments,
        string program,
        CardFace? face,
        Stream? output,
        CancellationToken cancellationToken)
    {
        (string Number, int Attempt)? card = face is null ? null : (face.CardNumber, face.Attempt);
        return _runner.RunAsync(
            new ProgramCall
            {
                Program = program,
                Arguments = arguments,
                TimeOut = settings.TimeOut,
                Environment = CardVariables.Of(face?.Station, card, settings.Variables),
                Output = output,
                EndsOutput = true, // kits start services, which have it open for good
            },
            cancellationToken);
    }

    private TempCardException Failed(string program, ProgramResult result) => result switch
    {
        { End: ProgramEnd.NotStarted } => NotStarted(program, result.ErrorText),
        { End: ProgramEnd.TimedOut } => NotReady(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The program '{program}' of printer '{Name}' did not end within {settings.TimeOut.TotalSeconds:0.#} "
                + $"seconds and was stopped{Clause(result)}."),
            "See to the printer."),
        { ExitCode: PrintCodes.Empty } => new TempCardException(
            ErrorIds.PrinterEmpty,
            ErrorKind.Unavailable,
            $"Printer '{Name}' has no more blanks or no ribbon{Clause(result)}.",
            "Fill it.",
            Name),
        { ExitCode: PrintCodes.TryAgain } => NotReady(
            $"Printer '{Name}' could print nothing{Clause(result)}.", "See to the printer."),
        _ => NotReady(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The program '{program}' of printer '{Name}' ended with exit code {result.ExitCode}{Clause(result)}."),
            "See to the printer."),
    };

    private static string Clause(ProgramResult result) =>
        ForeignText.OneLine(result.ErrorText) is { Length: > 0 } text ? $": {text.TrimEnd('.')}" : "";

    private TempCardException NotStarted(string program, string problem) => NotReady(
        $"The program '{program}' of printer '{Name}' can't be started: {problem}.",
        "See that it is there, and that the account which issues cards may run it.");

    private TempCardException NotReady(string message, Remedy remedy) =>
        new(ErrorIds.PrinterNotReady, ErrorKind.Unavailable, message, remedy, Name);

    private static void Delete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something that the program left behind has a file open still; the card is printed all the same.
        }
    }
}
