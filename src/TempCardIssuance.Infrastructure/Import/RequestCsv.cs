using CsvHelper;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Import;

/// <summary>
/// Reads card requests from CSV (RFC 4180) with a header: <c>CardNumber</c> or <c>Number</c>, <c>Site</c>,
/// <c>RequestedBy</c>, <c>Priority</c>; every other column is a free field. Comma, semicolon or tab; UTF-8,
/// unless a <see cref="CsvFormat"/> says otherwise.
/// </summary>
public static class RequestCsv
{
    private const int MaxRowLength = 64 * 1024;

    /// <exception cref="TempCardException"><see cref="ErrorIds.ImportInvalid"/>: the file can't be read.</exception>
    public static ImportResult Read(string path, CsvFormat? format = null)
    {
        try
        {
            return Read(File.ReadAllBytes(path), format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TempCardException(
                ErrorIds.ImportInvalid,
                ErrorKind.NotFound,
                $"'{path}' can't be read: {e.Message}",
                "Correct the path.",
                path,
                e);
        }
    }

    /// <summary>Reads all rows; of a file in another encoding than was said, none.</summary>
    public static ImportResult Read(ReadOnlySpan<byte> content, CsvFormat? format = null)
    {
        var rows = new RequestRows();
        format ??= new CsvFormat();
        format.CheckDelimiter();
        if (IsWorkbook(content))
        {
            rows.Report(new ImportProblem(1, Column: null, "this is the file of a spreadsheet program, no CSV", Value: null)
            {
                Remedy = "Open it there, save it as CSV (in Excel: CSV UTF-8), and import that file.",
            });
            return rows.Result();
        }

        if (!EncodedText.TryDecode(content, format.FindEncoding(), out string? text, out BadByte bad))
        {
            rows.Report(new ImportProblem(
                bad.Line,
                Column: null,
                $"character {bad.Column} of the line is no text in {format.Encoding ?? "UTF-8"}: it begins with the byte",
                $"{bad.Value:X2}")
            {
                Remedy =
                    $"Save it as UTF-8, or name its encoding with {Parameter.Encoding}: windows-1252, or ansi for Excel's.",
            });
            return rows.Result();
        }

        ReadRows(text!, format, rows);
        return rows.End();
    }

    /// <summary>Whether a file is a ZIP (.xlsx, .ods) or a compound file (.xls).</summary>
    private static bool IsWorkbook(ReadOnlySpan<byte> content) =>
        content.StartsWith("PK\x3\x4"u8) || content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    private static void ReadRows(string text, CsvFormat format, RequestRows rows)
    {
        // Windows PowerShell's Export-Csv writes the type of its objects first.
        int skipped = text.StartsWith("#TYPE ", StringComparison.Ordinal) ? text.IndexOf('\n') + 1 : 0;
        if (skipped == 0 && text.StartsWith("#TYPE ", StringComparison.Ordinal))
            return;
        int before = skipped == 0 ? 0 : 1;
        using var reader = new StringReader(text[skipped..]);
        using var csv = CsvReader.Create(reader, Options(rows, format, before), leaveOpen: true);
        try
        {
            while (csv.Read())
                rows.Add((int)csv.LineNumber + before, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }
        catch (CsvFormatException e)
        {
            rows.Report(
                (int)e.LineNumber + before, column: null, "the row is too long; a quote may not be closed", value: null);
        }
    }

    /// <summary>Rows with misplaced quotes are reported and left out; the delimiter is found out.</summary>
    private static CsvReaderOptions Options(RequestRows rows, CsvFormat format, int before) => new()
    {
        Separator = format.Delimiter,
        HasHeader = false,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        MaxRecordSize = MaxRowLength,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = bad => rows.Report(
            (int)bad.LineNumber + before, column: null, "a quote is in the wrong place or not closed", bad.RawRecord),
    };
}
