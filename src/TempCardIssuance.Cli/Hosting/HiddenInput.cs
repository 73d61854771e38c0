using System.Text;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>Reads a secret from the keyboard; nothing of it is shown, and no text is made of it.</summary>
internal static class HiddenInput
{
    private const int MaxBytes = 1024;

    /// <summary>Null: there is nobody to ask, or they gave up with Escape.</summary>
    public static SecretBytes? Ask(Terminal terminal, string question)
    {
        if (terminal.ReadKey is not { } readKey || !terminal.ErrorIsTerminal)
            return null;
        terminal.Error.Write($"{question}: ");
        terminal.Error.Flush();
        using var typed = new SecretBytes(MaxBytes);
        var lengths = new Stack<int>();
        int length = 0;
        while (true)
        {
            ConsoleKeyInfo key = readKey();
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    terminal.Error.WriteLine();
                    return new SecretBytes(typed.Span[..length]);
                case ConsoleKey.Escape:
                    terminal.Error.WriteLine();
                    return null;
                case ConsoleKey.Backspace when lengths.Count > 0:
                    length = lengths.Pop();
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
