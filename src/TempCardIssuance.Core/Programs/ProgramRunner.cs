using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace TempCardIssuance.Core.Programs;

/// <summary>
/// Runs programs, each in a group of its own (see <see cref="ProcessGroup"/>), with a time-out, and without losing what
/// they say. Any exit code is a result and no exception: what it means, the caller knows.
/// </summary>
/// <param name="time">What time-outs are measured with.</param>
public sealed class ProgramRunner(TimeProvider time)
{
    /// <summary>
    /// Characters that are kept of the standard error; a program may write more, which is read and dropped.
    /// </summary>
    public const int MaxErrorText = 1000;

    /// <summary>
    /// How long what a program wrote before it ended is waited for, where something that it left behind has its streams
    /// open still.
    /// </summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Why a program can't be run here, as a clause; null: it is there.</summary>
    /// <param name="program">A path, or a name that is looked for on the PATH.</param>
    public static string? Problem(string program) =>
        ProgramPath.Find(program, Environment.GetEnvironmentVariable("PATH"), out string problem) is null
            ? problem
            : null;

    /// <param name="call">What to run.</param>
    /// <param name="cancellationToken">Ends the program, with all that it has started.</param>
    /// <exception cref="OperationCanceledException">It was ended by the token.</exception>
    public async Task<ProgramResult> RunAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyDictionary<string, string> environment = ProgramEnvironment.Of(call);
        if (ProgramPath.Find(call.Program, environment.GetValueOrDefault("PATH"), out string problem) is not { } path)
            return new ProgramResult(ProgramEnd.NotStarted, 0, problem);
        using var tooLong = new CancellationTokenSource(call.TimeOut, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        using var process = new Process { StartInfo = StartInfo(path, call.Arguments, environment) };
        try
        {
            process.Start();
        }
        catch (ExternalException e)
        {
            return new ProgramResult(ProgramEnd.NotStarted, 0, e.Message);
        }

        var errorText = new StringBuilder();
        bool isDone = false;
        var streams = Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(call.Output ?? Stream.Null, reading.Token),
            ReadAsync(process.StandardError, errorText, reading.Token),
            WriteAsync(process.StandardInput.BaseStream, call.Input, reading.Token));
        try
        {
            // Only the end of an output tells that all of it is there.
            if (call is { Output: not null, EndsOutput: false })
                await streams;
            await process.WaitForExitAsync(limit.Token);
            await LetGoAsync(streams, reading, limit.Token);
            isDone = true;
            return new ProgramResult(ProgramEnd.Exited, process.ExitCode, errorText.ToString().Trim());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await streams.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new ProgramResult(ProgramEnd.TimedOut, 0, errorText.ToString().Trim());
        }
        finally
        {
            if (!isDone)
            {
                ProcessGroup.Kill(process);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>
    /// Waits for the streams of a program that has ended; what it left behind may have them open for good.
    /// </summary>
    private async Task LetGoAsync(
        Task streams, CancellationTokenSource reading, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(streams, Task.Delay(Grace, time, cancellationToken)) != streams)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await reading.CancelAsync();
            await streams.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await streams;
    }

    private static ProcessStartInfo StartInfo(
        string path, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = ProcessGroup.StartInfo(path, arguments);
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>Control characters are left out, as the text is shown on terminals and kept in the store.</summary>
    private static async Task ReadAsync(StreamReader reader, StringBuilder text, CancellationToken cancellationToken)
    {
        char[] buffer = new char[1024];
        while (await reader.ReadAsync(buffer, cancellationToken) is int length and > 0)
        {
            foreach (char next in buffer.AsSpan(0, Math.Min(length, MaxErrorText - text.Length)))
                text.Append(char.IsControl(next) && next is not '\n' ? ' ' : next);
        }
    }

    private static async Task WriteAsync(Stream input, Stream? source, CancellationToken cancellationToken)
    {
        try
        {
            await using (input)
            {
                if (source is not null)
                    await source.CopyToAsync(input, cancellationToken);
            }
        }
        catch (IOException)
        {
            // It closed its input, or ended, before it had read all; its exit code tells whether that was right.
        }
    }
}
