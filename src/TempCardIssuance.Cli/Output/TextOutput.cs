using Spectre.Console;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Cli.Output;

/// <summary>Results for people: tables with frames on a terminal, columns and lines elsewhere.</summary>
/// <param name="writer">Where the text goes.</param>
/// <param name="words">How operations are written.</param>
/// <param name="console">The terminal; null where there is none.</param>
internal sealed class TextOutput(TextWriter writer, OperationWords words, IAnsiConsole? console)
{
    private const string Gap = "  ";

    public void Line(string text) => writer.WriteLine(ControlCharacters.Shown(text));

    public void Line(Remedy remedy) => Line(remedy.In(words));

    /// <summary>Writes a table, or the words for none.</summary>
    public void Table<T>(IReadOnlyList<T> rows, string none, params IReadOnlyList<Column<T>> columns)
    {
        if (rows.Count == 0)
            Line(none);
        else if (console is null)
            Plain(rows, columns);
        else
            Framed(console, rows, columns);
    }

    private static void Framed<T>(IAnsiConsole console, IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (Column<T> column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column.Header)) { NoWrap = table.Columns.Count == 0 });
        foreach (T row in rows)
        {
            table.AddRow(columns.Select(
                c => new Text(ControlCharacters.Shown(c.Value(row) ?? ""), Colors.Of(c.Value(row)))));
        }

        console.Write(table);
    }

    private void Plain<T>(IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns)
    {
        string[][] cells =
        [
            [.. columns.Select(c => c.Header)],
            .. rows.Select(r => columns.Select(c => OneLine(c.Value(r))).ToArray()),
        ];
        int[] widths = [.. columns.Select((_, i) => cells.Max(line => line[i].Length))];
        foreach (string[] line in cells)
            writer.WriteLine(string.Join(Gap, line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }

    private static string OneLine(string? text) => ControlCharacters.Shown(text?.ReplaceLineEndings(" ") ?? "");
}

/// <summary>One column of a table.</summary>
internal sealed record Column<T>(string Header, Func<T, string?> Value);
