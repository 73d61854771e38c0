using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Programs;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Printing.Letters;

namespace TempCardIssuance.Composition.Letters;

/// <summary>The program that runs <see cref="LetterWorker"/>, without a shell.</summary>
public sealed record LetterProgram(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>What a program is called with for the process of one letter.</summary>
    public const string Worker = "letter-worker";

    /// <summary>A program that runs the worker when it is called so: the one of this assembly, once more.</summary>
    public static LetterProgram Of(Assembly program)
    {
        string host = Path.ChangeExtension(program.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(host)
            ? new LetterProgram(host, [Worker])
            : new LetterProgram("dotnet", [program.Location, Worker]);
    }
}

/// <summary>Where letters go, and how they look.</summary>
internal sealed record LetterTarget(string Layout, Uri? Uri, string? Folder, int TimeOutSeconds);

/// <summary>A key, and its password, which is the caller's.</summary>
internal sealed record LetterKey(string Key, SecretBytes? Password, string Recipient);

/// <summary>Has each letter made by a process of its own; this one sees neither PIN nor PUK.</summary>
internal sealed class LetterProcess(
    LetterProgram program,
    LetterTarget target,
    (LetterKey Pin, LetterKey Puk) keys,
    IReadOnlyList<string> recipientFiles,
    DriverServices services) : ILetterMaker
{
    /// <summary>What the process takes beside the printer's time.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(2);

    public string Printer => target.Folder ?? target.Uri!.OriginalString;

    public string Recipient => keys.Pin.Recipient == keys.Puk.Recipient
        ? keys.Pin.Recipient
        : $"{keys.Pin.Recipient}, {keys.Puk.Recipient}";

    public Task CheckAsync(LetterKind kind, CancellationToken stop) => CheckAsync(target, kind, services, stop);

    /// <summary>All that can be found out before a letter is begun, without a key.</summary>
    public static async Task CheckAsync(
        LetterTarget target, LetterKind kind, DriverServices services, CancellationToken stop)
    {
        LetterLayout.Open(target.Layout, kind);
        await LetterLayout.CheckAsync(services.Clock, stop);
        if (target.Folder is { } folder && !Directory.Exists(folder))
        {
            throw new TempCardException(
                ErrorIds.FileNotUsable,
                ErrorKind.InvalidArgument,
                $"There is no folder '{folder}'.",
                "Make the folder, or give another one.",
                folder);
        }

        if (target.Folder is null)
            await new IppLetterPrinter(target.Uri!, services.Http, services.Clock).CheckAsync(stop);
    }

    public async Task<PrintedFace> MakeAsync(LetterOrder order, IPrintWatch watch, CancellationToken stop)
    {
        byte[] frame = LetterFrame.Write(Job(order), keys.Pin.Password, keys.Puk.Password);
        try
        {
            using var input = new MemoryStream(frame, writable: false);
            using var lines = new LetterLines(watch);
            var call = new ProgramCall
            {
                Program = program.Program,
                Arguments = program.Arguments,
                TimeOut = TimeSpan.FromSeconds(target.TimeOutSeconds) + Reserve,
                Environment = Variables(),
                Input = input,
                Output = lines,
            };
            // A letter that was begun is finished: half of one helps nobody.
            ProgramResult result = await new ProgramRunner(services.Clock).RunAsync(call, CancellationToken.None);
            await lines.Keeping;
            return Outcome(order.Letter, lines.Last, result);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(frame);
        }
    }

    private static PrintedFace Outcome(PinLetter letter, LetterLine? last, ProgramResult result) => (last, result) switch
    {
        ({ ErrorId: { } id }, _) => throw new TempCardException(
            id, last.ErrorKind, last.Message ?? id, last.Remedy ?? "", letter.CardNumber),
        ({ Printed: { } printed }, _) => new PrintedFace(printed) { NeedsLook = last.NeedsLook },
        (_, { End: ProgramEnd.NotStarted }) => throw new TempCardException(
            ErrorIds.PrinterNotReady,
            ErrorKind.Unavailable,
            $"The process for a letter can't be started: {result.ErrorText}.",
            "See that this program was installed whole.",
            letter.CardNumber),
        _ => new PrintedFace([])
        {
            NeedsLook = $"The process of letter {letter.Number} ended before it said what came of it.",
        },
    };

    private LetterJob Job(LetterOrder order) => new()
    {
        Number = order.Letter.Number,
        Kind = order.Letter.Kind,
        ProductionId = order.Production.Id,
        CardNumber = order.Production.CardNumber,
        BodyId = order.Production.BodyId,
        ValidUntil = order.Production.ValidUntil,
        SealedPins = order.Production.SealedPins,
        SealedPuk = order.Production.SealedPuk,
        PinKey = keys.Pin.Key,
        PukKey = keys.Puk.Key,
        RecipientFiles = recipientFiles,
        Layout = target.Layout,
        Values = new(order.Values, StringComparer.OrdinalIgnoreCase),
        File = target.Folder is { } folder ? Path.Combine(folder, $"{order.Letter.Number}.pdf") : null,
        Uri = target.Uri?.OriginalString,
        TimeOutSeconds = target.TimeOutSeconds,
    };

    /// <summary>Where .NET is; and nothing that would let others look into the process, or write of it.</summary>
    private static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_EnableDiagnostics"] = "0",
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
        };
        foreach (string name in (string[])["DOTNET_ROOT", "DOTNET_ROLL_FORWARD", "FONTCONFIG_FILE", "FONTCONFIG_PATH"])
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                variables[name] = value;
        }

        return variables;
    }
}

/// <summary>Takes the lines of a process as they come.</summary>
internal sealed class LetterLines(IPrintWatch watch) : MemoryStream
{
    private readonly List<byte> _line = [];

    /// <summary>The result or the error; null: none came.</summary>
    public LetterLine? Last { get; private set; }

    /// <summary>Ends when what is to be kept is on record.</summary>
    public Task Keeping { get; private set; } = Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        foreach (byte next in buffer)
        {
            if (next != (byte)'\n')
            {
                _line.Add(next);
                continue;
            }

            Take([.. _line]);
            _line.Clear();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    private void Take(byte[] text)
    {
        LetterLine? line;
        try
        {
            line = JsonSerializer.Deserialize<LetterLine>(text);
        }
        catch (JsonException)
        {
            // Something else that the process says, such as its shell.
            return;
        }

        if (line?.Job is { } job)
            Keeping = KeepAsync(Keeping, job);
        else if (line?.Tell is { } message)
            watch.Tell(message);
        else if (line is { Printed: not null } or { ErrorId: not null })
            Last = line;
    }

    private async Task KeepAsync(Task before, string job)
    {
        await before;
        await watch.KeepJobAsync(job);
    }
}
