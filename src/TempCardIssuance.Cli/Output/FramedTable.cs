using Spectre.Console;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Cli.Output;

/// <summary>
/// A table with a frame as wide as its terminal at most. Columns without a value are left out; where it would be too
/// wide, lines are broken between words, and never within one that people look for.
/// </summary>
internal static class FramedTable
{
    /// <summary>What a frame takes beside each column, and once more.</summary>
    private const int Frame = 3;

    /// <summary>Longer words (paths, messages in one piece) may be broken.</summary>
    private const int LongestWord = 24;

    /// <summary>Null where the terminal is too narrow for it.</summary>
    public static Table? Of<T>(IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns, int width)
    {
        string[][] cells =
            [.. rows.Select(row => columns.Select(c => ControlCharacters.Shown(c.Value(row) ?? "")).ToArray())];
        List<int> used =
            [.. Enumerable.Range(0, columns.Count).Where(i => i == 0 || cells.Any(line => line[i].Length > 0))];
        while (true)
        {
            if (Of(rows, columns, cells, [.. used], width) is { } table)
                return table;
            int spare = used.FindLastIndex(i => columns[i].IsSpare);
            if (spare < 0)
                return null;
            used.RemoveAt(spare);
        }
    }

    private static Table? Of<T>(
        IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns, string[][] cells, int[] used, int width)
    {
        int[] widths = [.. used.Select(i => Texts(i).Max(Width))];
        int[] least = [.. used.Select((i, at) => at == 0 ? widths[0] : Texts(i).Max(Word))];
        if (!Narrow(widths, least, width - 1 - (used.Length * Frame)))
            return null;
        var table = new Table { Border = TableBorder.Rounded };
        foreach ((int i, int columnWidth) in used.Zip(widths))
            table.AddColumn(new TableColumn(Markup.Escape(columns[i].Header)) { Width = columnWidth });
        foreach ((string[] line, T row) in cells.Zip(rows))
            table.AddRow(used.Select(i => new Text(line[i], Colors.Of(columns[i].Value(row)))));
        return table;

        IEnumerable<string> Texts(int column) => cells.Select(line => line[column]).Append(columns[column].Header);
    }

    /// <summary>Takes from the widest column that can still be broken, until all fit.</summary>
    private static bool Narrow(int[] widths, int[] least, int room)
    {
        while (widths.Sum() > room)
        {
            int widest = Enumerable.Range(0, widths.Length)
                .Where(i => widths[i] > least[i])
                .DefaultIfEmpty(-1)
                .MaxBy(i => i < 0 ? 0 : widths[i]);
            if (widest < 0)
                return false;
            widths[widest] = Math.Max(least[widest], widths[widest] - (widths.Sum() - room));
        }

        return true;
    }

    private static int Width(string text) => text.Split('\n').Max(line => line.GetCellWidth());

    private static int Word(string text) => Math.Min(LongestWord, text.Split(' ', '\n').Max(word => word.GetCellWidth()));
}
