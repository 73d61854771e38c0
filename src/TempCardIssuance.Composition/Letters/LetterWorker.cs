using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Files;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Sealing;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Printing.Letters;

namespace TempCardIssuance.Composition.Letters;

/// <summary>
/// The process of one letter: opens what is sealed, draws it, sends it to the printer or into a file, and ends. In its
/// memory PINs are texts, because what draws them works on texts; so it does nothing else, and nobody may look into it.
/// </summary>
public static partial class LetterWorker
{
    private const int SetDumpable = 4; // PR_SET_DUMPABLE, man 2 prctl

    /// <summary>Does what standard input says, and tells on standard output what came of it.</summary>
    /// <returns>0: it has told so; anything else: it could not.</returns>
    public static async Task<int> RunAsync()
    {
        Hide();
        await using Stream output = Console.OpenStandardOutput();
        // Whatever else writes there would be taken for what came of it.
        Console.SetOut(TextWriter.Null);
        await using Stream input = Console.OpenStandardInput();
        LetterLine last;
        try
        {
            (LetterJob job, SecretBytes? pinPassword, SecretBytes? pukPassword) = await LetterFrame.ReadAsync(input);
            using (pinPassword)
            using (pukPassword)
            {
                PrintedFace printed = await MakeAsync(job, pinPassword, pukPassword, new Watch(output));
                last = new LetterLine { Printed = printed.Faces, NeedsLook = printed.NeedsLook };
            }
        }
        catch (Exception e)
        {
            TempCardException error = IssuanceErrors.From(e);
            last = new LetterLine
            {
                ErrorId = error.ErrorId,
                ErrorKind = error.Kind,
                Message = error.Message,
                Remedy = error.Remedy,
            };
        }

        await WriteAsync(output, last);
        return 0;
    }

    private static async Task<PrintedFace> MakeAsync(
        LetterJob job, SecretBytes? pinPassword, SecretBytes? pukPassword, IPrintWatch watch)
    {
        var layout = LetterLayout.Open(job.Layout, job.Kind);
        Dictionary<string, string> values = new(job.Values, StringComparer.OrdinalIgnoreCase);
        Fill(values, job, pinPassword, pukPassword);
        byte[] pdf = await layout.DrawAsync(job.Number, values, TimeProvider.System, CancellationToken.None);
        if (job.File is { } file)
        {
            await WriteFileAsync(file, pdf);
            return new PrintedFace([file]);
        }

        using var services = new DriverServices(TimeProvider.System);
        var printer = new IppLetterPrinter(new Uri(job.Uri!), services.Http, TimeProvider.System)
        {
            TimeOut = TimeSpan.FromSeconds(job.TimeOutSeconds),
        };
        return await printer.PrintAsync(job.Number, pdf, watch, CancellationToken.None);
    }

    private static void Fill(
        Dictionary<string, string> values, LetterJob job, SecretBytes? pinPassword, SecretBytes? pukPassword)
    {
        var production = new CardProduction
        {
            Id = job.ProductionId,
            BatchId = "",
            CardNumber = job.CardNumber,
            Attempt = 1,
            Station = "",
            State = ProductionState.Succeeded,
            StartedAt = default,
            BodyId = job.BodyId,
            ValidUntil = job.ValidUntil,
        };
        // Fields of the request can't pass for what is sealed.
        foreach (string name in (string[])["pin", "puk", "pinLabel", "pukLabel"])
            values.Remove(name);
        if (job.Kind != LetterKind.Puk)
        {
            using OpenedPins opened = Open(production, job.SealedPins, job.PinKey, pinPassword, job.RecipientFiles);
            Put(values, "pin", opened.Pin, production);
        }

        if (job.Kind != LetterKind.Pin)
        {
            using OpenedPins opened = Open(
                production, job.SealedPuk ?? job.SealedPins, job.PukKey, pukPassword, job.RecipientFiles);
            Put(values, "puk", opened.Puk, production);
        }
    }

    private static OpenedPins Open(
        CardProduction production,
        string? message,
        string key,
        SecretBytes? password,
        IReadOnlyList<string> recipientFiles)
    {
        using ISecretOpener opener = RecipientKey.Open(key, password, recipientFiles);
        using SecretBytes content = opener.Open(message ?? "");
        return PinEnvelope.Read(content, production)
            ?? throw Core.Operations.Letters.PinErrors.Broken(production);
    }

    private static void Put(
        Dictionary<string, string> values, string name, SecretBytes? value, CardProduction production)
    {
        if (value is null)
            throw Core.Operations.Letters.PinErrors.Broken(production);
        values[name] = Encoding.ASCII.GetString(value.Span);
        values[$"{name}Label"] = name.ToUpperInvariant();
    }

    private static async Task WriteFileAsync(string file, byte[] pdf)
    {
        try
        {
            await using FileStream stream = OwnerFile.Create(file);
            await stream.WriteAsync(pdf);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TempCardException(
                ErrorIds.FileNotUsable,
                ErrorKind.InvalidArgument,
                $"'{file}' can't be written: {e.Message}",
                "Give another folder.",
                file,
                e);
        }
    }

    private static async Task WriteAsync(Stream output, LetterLine line)
    {
        byte[] text = [.. JsonSerializer.SerializeToUtf8Bytes(line), (byte)'\n'];
        await output.WriteAsync(text);
        await output.FlushAsync();
    }

    /// <summary>No core dump, and no debugger of another program of this user.</summary>
    private static void Hide()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = ProcessControl(SetDumpable, 0, 0, 0, 0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another libc; it works all the same.
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    private sealed class Watch(Stream output) : IPrintWatch
    {
        public Task KeepJobAsync(string job) => WriteAsync(output, new LetterLine { Job = job });

        public void Tell(string message) =>
            WriteAsync(output, new LetterLine { Tell = message }).GetAwaiter().GetResult();
    }
}
