using Spectre.Console;
using TempCardIssuance.Cli.Output;

namespace TempCardIssuance.Tests.Cli;

public sealed class FramedTableTests
{
    private static readonly Column<string[]>[] Columns =
    [
        new("CARD", row => row[0]),
        new("STATE", row => row[1]),
        new("SITE", row => row[2]),
        new("REQUESTED BY", row => row[3]) { IsSpare = true },
        new("PRIORITY", row => row[4]) { IsSpare = true },
        new("REQUESTED", row => row[5]),
        new("BATCH", row => row[6]),
        new("VALID UNTIL", row => row[7]),
    ];

    private static readonly string[] Card =
        ["T-00001", "Unassigned", "Los Angeles", "reception desk", "0", "2026-11-28 23:59:19", "B-000001", "2026-12-12 23:59:59"];

    [Fact]
    public void At_80_columns_no_word_is_broken()
    {
        string[] lines = Draw([Card], 80);

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        string text = string.Join('\n', lines);
        Assert.All(
            Card.Concat(Columns.Where(c => !c.IsSpare).Select(c => c.Header))
                .Except(["reception desk", "0"])
                .SelectMany(cell => cell.Split(' ')),
            word => Assert.Contains($" {word} ", text, StringComparison.Ordinal));
        Assert.DoesNotContain("PRIORITY", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_room_all_is_shown()
    {
        string text = string.Join('\n', Draw([Card], 140));

        Assert.All(Card, cell => Assert.Contains($" {cell} ", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_without_a_value_are_left_out()
    {
        string text = string.Join('\n', Draw([["T-00001", "Requested", "", "", "0", "2026-11-28 23:59:19", "", ""]], 80));

        Assert.DoesNotContain("SITE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("VALID", text, StringComparison.Ordinal);
        Assert.Contains("2026-11-28 23:59:19", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_are_two_columns_wide_count_as_two()
    {
        string[] lines = Draw([["T-00001", "Requested", "東京本社", "", "0", "2026-11-28 23:59:19", "", ""]], 80);

        Assert.Contains(lines, line => line.Contains(" 東京本社 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_words_do_not_fit_there_is_no_frame() => Assert.Null(FramedTable.Of([Card], Columns, 50));

    private static string[] Draw(string[][] rows, int width)
    {
        using var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
        });
        console.Profile.Width = width;
        console.Write(FramedTable.Of(rows, Columns, width)!);
        return [.. writer.ToString().Split('\n').Select(line => line.TrimEnd('\r'))];
    }
}
