using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Programs;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Core.Programs;

public sealed class ProgramRunnerTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly HandClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Arguments_reach_it_as_they_are()
    {
        using var output = new MemoryStream();

        ProgramResult result = await RunAsync(
            Shell("printf '%s|' \"$@\"", "-n", "$HOME", "a b", "'\"`", "") with { Output = output });

        Assert.True(result.Succeeded);
        Assert.Equal("-n|$HOME|a b|'\"`||", Text(output));
    }

    [Fact]
    public async Task More_than_a_pipe_holds_goes_in_and_out_at_once()
    {
        byte[] data = RandomNumberGenerator.GetBytes(1_000_000);
        using var input = new MemoryStream(data);
        using var output = new MemoryStream();

        ProgramResult result = await RunAsync(Shell("cat") with { Input = input, Output = output });

        Assert.True(result.Succeeded);
        Assert.Equal(data, output.ToArray());
    }

    [Fact]
    public async Task It_need_not_read_what_it_is_given_and_without_input_finds_its_end()
    {
        using var input = new MemoryStream(new byte[1_000_000]);

        Assert.True((await RunAsync(Shell("exit 0") with { Input = input })).Succeeded);
        Assert.True((await RunAsync(Shell("cat"))).Succeeded);
    }

    [Theory]
    [InlineData("exit 66", 66)]
    [InlineData("kill -9 $$", 137)]
    public async Task Its_exit_code_is_a_result(string script, int exitCode) =>
        Assert.Equal(new ProgramResult(ProgramEnd.Exited, exitCode, ""), await RunAsync(Shell(script)));

    [Fact]
    public async Task The_beginning_of_its_errors_is_kept_and_the_rest_does_not_stop_it()
    {
        ProgramResult result = await RunAsync(Shell(
            "printf '\\033[31mcard jam\\n' >&2; i=0; while [ $i -lt 5000 ]; do echo 0123456789012345678901234567890 >&2; "
            + "i=$((i+1)); done; exit 3"));

        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("[31mcard jam\n0123456789", result.ErrorText, StringComparison.Ordinal);
        Assert.InRange(result.ErrorText.Length, ProgramRunner.MaxErrorText - 10, ProgramRunner.MaxErrorText);
    }

    [Fact]
    public async Task It_gets_the_variables_that_are_meant_for_it_and_no_others()
    {
        string secret = $"SECRET_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(secret, "1");
        using var output = new MemoryStream();

        await RunAsync(Call("/usr/bin/env") with
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["CARD"] = "T-00001", ["HOME"] = "/x" },
            Output = output,
        });

        string[] variables = Text(output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Environment.SetEnvironmentVariable(secret, null);
        Assert.Contains("CARD=T-00001", variables);
        Assert.Contains("HOME=/x", variables);
        Assert.Contains($"PATH={Environment.GetEnvironmentVariable("PATH")}", variables);
        Assert.DoesNotContain($"{secret}=1", variables);
    }

    [Theory]
    [InlineData("no-such-program")]
    [InlineData("/no/such/program")]
    [InlineData("/etc/passwd")]
    [InlineData("/etc")]
    [InlineData("")]
    public async Task What_is_no_program_is_not_started(string program)
    {
        ProgramResult result = await RunAsync(Call(program));

        Assert.Equal(ProgramEnd.NotStarted, result.End);
        Assert.NotEmpty(result.ErrorText);
    }

    [Fact]
    public async Task A_name_is_looked_for_on_the_path_and_never_in_the_current_folder()
    {
        string name = $"tool-{Guid.NewGuid():N}";
        string here = Path.GetFullPath(name);
        WriteScript(here, "exit 5");
        try
        {
            Assert.Equal(ProgramEnd.NotStarted, (await RunAsync(Call(name))).End);
            Assert.Equal(ProgramEnd.NotStarted, (await RunAsync(OnPath(name, ".::bin/.."))).End);
            Assert.Equal(5, (await RunAsync(OnPath(name, $".:/nowhere:{Path.GetDirectoryName(here)}"))).ExitCode);
            Assert.Equal(5, (await RunAsync(Call($"./{name}"))).ExitCode);
        }
        finally
        {
            File.Delete(here);
        }
    }

    [Fact]
    public async Task It_has_a_group_of_its_own()
    {
        using var output = new MemoryStream();

        await RunAsync(Call("/bin/cat") with { Arguments = ["/proc/self/stat"], Output = output });

        // proc(5): pid, name, state, parent, group.
        string[] stat = Text(output).Split(' ');
        Assert.Equal(stat[0], stat[4]);
    }

    [Theory]
    [InlineData("sleep 600 & P=$!; TELL; wait")] // beside its parent
    [InlineData("(sleep 600 & P=$!; TELL); exec sleep 600")] // given away
    [InlineData("setsid sh -c 'exec sleep 600' & P=$!; TELL; wait")] // has parted from the group
    public async Task A_program_that_takes_too_long_is_ended_with_all_it_started(string script)
    {
        Task<ProgramResult> running = RunAsync(Shell(Telling(script), Told));
        int started = await ReadStartedAsync();
        _clock.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.False(running.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(ProgramEnd.TimedOut, (await running).End);
        await UntilGoneAsync(started);
    }

    [Fact]
    public async Task An_output_that_is_wanted_is_waited_for_to_its_end()
    {
        using var output = new MemoryStream();
        Task<ProgramResult> running =
            RunAsync(Shell(Telling("sleep 600 & P=$!; TELL; exit 0"), Told) with { Output = output });
        int started = await ReadStartedAsync();
        _clock.Advance(Minute);

        Assert.Equal(ProgramEnd.TimedOut, (await running).End);
        await UntilGoneAsync(started);
    }

    [Fact]
    public async Task What_it_leaves_behind_is_not_waited_for_and_goes_on()
    {
        Task<ProgramResult> running = new ProgramRunner(TimeProvider.System).RunAsync(
            Shell(Telling("sleep 600 & P=$!; TELL; echo jam >&2; exit 3"), Told) with
            {
                TimeOut = TimeSpan.FromHours(1),
            },
            CancellationToken.None);
        int started = await ReadStartedAsync();

        Assert.Equal(new ProgramResult(ProgramEnd.Exited, 3, "jam"), await running);
        using var left = System.Diagnostics.Process.GetProcessById(started);
        Assert.False(left.HasExited);
        left.Kill();
    }

    [Fact]
    public async Task Cancelling_ends_it_with_all_it_started()
    {
        using var stop = new CancellationTokenSource();
        Task<ProgramResult> running = new ProgramRunner(_clock).RunAsync(
            Shell(Telling("(sleep 600 & P=$!; TELL); echo stuck >&2; exec sleep 600"), Told), stop.Token);
        int started = await ReadStartedAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await UntilGoneAsync(started);
    }

    [Fact]
    public async Task One_that_is_cancelled_already_is_not_started()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ProgramRunner(_clock).RunAsync(
            Shell(Telling("P=0; TELL"), Told), new CancellationToken(canceled: true)));

        Assert.False(File.Exists(Told));
    }

    private string Told => Path.Combine(_folder.Path, "pid");

    /// <summary>TELL writes the id in P, all of it at once, to the file that is the first argument.</summary>
    private static string Telling(string script) =>
        script.Replace("TELL", "echo $P > \"$1.new\"; mv \"$1.new\" \"$1\"", StringComparison.Ordinal);

    private static ProgramCall Call(string program) => new() { Program = program, TimeOut = Minute };

    private static ProgramCall Shell(string script, params string[] arguments) =>
        Call("/bin/sh") with { Arguments = ["-c", script, "sh", .. arguments] };

    private static ProgramCall OnPath(string name, string path) => Call(name) with
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = path },
    };

    private static void WriteScript(string path, string script)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Text(MemoryStream output) => Encoding.UTF8.GetString(output.ToArray());

    private async Task<int> ReadStartedAsync()
    {
        while (!File.Exists(Told))
            await Task.Delay(10);
        return int.Parse(await File.ReadAllTextAsync(Told), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A process that has ended stays until its parent asks for its exit code; then it is a zombie (Z).
    /// </summary>
    private static async Task UntilGoneAsync(int process)
    {
        try
        {
            while (!(await File.ReadAllTextAsync($"/proc/{process}/stat")).Contains(") Z ", StringComparison.Ordinal))
                await Task.Delay(10);
        }
        catch (IOException)
        {
            // There is no such process any more.
        }
    }

    private Task<ProgramResult> RunAsync(ProgramCall call) =>
        new ProgramRunner(_clock).RunAsync(call, CancellationToken.None);
}
