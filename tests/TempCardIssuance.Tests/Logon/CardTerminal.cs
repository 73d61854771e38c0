using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Logon;

/// <summary>Runs programs that ask for the PIN of a card at a terminal, and gives it to them there.</summary>
internal sealed class CardTerminal(TemporaryFolder folder)
{
    /// <summary>Answers when a PIN is asked for and the terminal does not show what is typed any more.</summary>
    private const string Script =
        """
        import os, pty, sys, termios, time
        pin = sys.stdin.readline().strip().encode()
        pid, terminal = pty.fork()
        if pid == 0:
            os.execvp(sys.argv[1], sys.argv[1:])
        seen, given = b'', False
        while True:
            try:
                data = os.read(terminal, 4096)
            except OSError:
                break
            if not data:
                break
            seen += data
            if b'PIN' in seen and not given:
                while termios.tcgetattr(terminal)[3] & termios.ECHO:
                    time.sleep(0.01)
                os.write(terminal, pin + b'\n')
                given = True
        sys.stdout.buffer.write(seen.replace(pin, b'(PIN)'))
        sys.stdout.flush()
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

        """;

    private readonly string _script = folder.Write("terminal.py", Script);

    public Task<(int ExitCode, string Output)> RunAsync(
        IReadOnlyDictionary<string, string> environment,
        string pin,
        string program,
        params IEnumerable<string> arguments) =>
        Program.RunAsync(environment, pin + "\n", "python3", [_script, program, .. arguments]);
}
