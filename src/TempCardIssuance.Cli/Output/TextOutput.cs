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
    private const int RowsPerPage = 1000;

    public void Line(string text) => writer.WriteLine(ControlCharacters.Shown(text));

    public void Line(Remedy remedy) => Line(remedy.In(words));

    /// <summary>Writes a table, or the words for none.</summary>
    public void Table<T>(IReadOnlyList<T> rows, string none, params IReadOnlyList<Column<T>> columns)
    {
        if (rows.Count == 0)
            Line(none);
        else
            Page(rows, before: null, columns);
    }

    /// <summary>
    /// The same for rows that come in one after the other: page by page, each at least as wide as the ones before. Where
    /// they end in an error, those that came before it are written.
    /// </summary>
    public async Task TableAsync<T>(
        IAsyncEnumerable<T> rows, string none, params IReadOnlyList<Column<T>> columns)
    {
        int[]? widths = null;
        var page = new List<T>();
        try
        {
            await foreach (T row in rows)
            {
                page.Add(row);
                if (page.Count < RowsPerPage)
                    continue;
                widths = Page(page, widths, columns);
                page.Clear();
            }
        }
        catch when (page.Count > 0)
        {
            Page(page, widths, columns);
            throw;
        }

        if (page.Count > 0)
            Page(page, widths, columns);
        else if (widths is null)
            Line(none);
    }

    private int[] Page<T>(IReadOnlyList<T> rows, int[]? before, IReadOnlyList<Column<T>> columns)
    {
        if (console is null || FramedTable.Of(rows, columns, console.Profile.Width) is not { } table)
            return Plain(rows, columns, before is [] ? null : before);
        console.Write(table);
        return [];
    }

    /// <summary>Gives how wide the columns are.</summary>
    /// <param name="rows">The lines.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="before">How wide they were on the page before; null: this is the first one.</param>
    private int[] Plain<T>(IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns, int[]? before = null)
    {
        IEnumerable<string[]> header = before is null ? [[.. columns.Select(c => c.Header)]] : [];
        string[][] cells = [.. header, .. rows.Select(r => columns.Select(c => OneLine(c.Value(r))).ToArray())];
        int[] widths =
            [.. columns.Select((_, i) => Math.Max(before?[i] ?? 0, cells.Max(line => line[i].Length)))];
        foreach (string[] line in cells)
            writer.WriteLine(string.Join(Gap, line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        return widths;
    }

    private static string OneLine(string? text) => ControlCharacters.Shown(text?.ReplaceLineEndings(" ") ?? "");
}

/// <summary>One column of a table.</summary>
internal sealed record Column<T>(string Header, Func<T, string?> Value)
{
    /// <summary>Whether it can be left out where a terminal is too narrow for all.</summary>
    public bool IsSpare { get; init; }
}
