using System.Text;
using CsvHelper;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Intake;

namespace TempCardIssuance.Infrastructure.Import;

/// <summary>
/// Reads card requests from CSV (RFC 4180) with a header: <c>CardNumber</c> or <c>Number</c>, <c>Site</c>,
/// <c>RequestedBy</c>, <c>Priority</c>; every other column is a free field. Comma, semicolon or tab; UTF-8.
/// </summary>
public static class RequestCsv
{
    private const int MaxRowLength = 64 * 1024;

    /// <exception cref="TempCardException"><see cref="ErrorIds.ImportInvalid"/>: the file can't be read.</exception>
    public static ImportResult Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(stream);
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

    /// <summary>Reads all rows; leaves the stream open.</summary>
    public static ImportResult Read(Stream stream)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var text = new StreamReader(stream, strict, leaveOpen: true);
        var rows = new RequestRows();
        using var csv = CsvReader.Create(text, Options(rows), leaveOpen: true);
        try
        {
            while (csv.Read())
                rows.Add((int)csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }
        catch (DecoderFallbackException)
        {
            rows.Report(rows.LastLine + 1, column: null, "the text is not UTF-8 from somewhere here on", value: null);
        }
        catch (CsvFormatException e)
        {
            rows.Report((int)e.LineNumber, column: null, "the row is too long; a quote may not be closed", value: null);
        }

        return rows.End();
    }

    /// <summary>Rows with misplaced quotes are reported and left out; the delimiter is found out.</summary>
    private static CsvReaderOptions Options(RequestRows rows) => new()
    {
        HasHeader = false,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        MaxRecordSize = MaxRowLength,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = bad => rows.Report(
            (int)bad.LineNumber, column: null, "a quote is in the wrong place or not closed", bad.RawRecord),
    };
}
