using System.Text;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>Reads a secret from the keyboard; nothing of it is shown, and no text is made of it.</summary>
internal static class HiddenInput
{
    private const int MaxBytes = 1024;

    /// <summary>What most terminals send for the key above Enter, whatever they are said to be.</summary>
    private const char Delete = '\x7f';

    /// <summary>Null: there is nobody to ask, or they gave up with Escape.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="question">What is asked for.</param>
    /// <param name="stop">Ends the wait for what is typed.</param>
    public static SecretBytes? Ask(Terminal terminal, string question, CancellationToken stop)
    {
        if (!terminal.HasKeyboard || !terminal.ErrorIsTerminal)
            return null;
        // Before the question: who types at once would see it.
        Keyboard.Hide();
        terminal.Error.Write($"{question}: ");
        terminal.Error.Flush();
        using var typed = new SecretBytes(MaxBytes);
        var lengths = new Stack<int>();
        int length = 0;
        while (true)
        {
            ConsoleKeyInfo key = Keyboard.Read(stop);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    terminal.Error.WriteLine();
                    return new SecretBytes(typed.Span[..length]);
                case ConsoleKey.Escape:
                    terminal.Error.WriteLine();
                    return null;
                case ConsoleKey.Backspace:
                case var _ when key.KeyChar is Delete:
                    length = lengths.Count > 0 ? lengths.Pop() : 0;
                    break;
                default:
                    if (char.IsControl(key.KeyChar) || length + 4 > MaxBytes)
                        break;
                    lengths.Push(length);
                    length += Encoding.UTF8.GetBytes([key.KeyChar], typed.Span[length..]);
                    break;
            }
        }
    }
}
