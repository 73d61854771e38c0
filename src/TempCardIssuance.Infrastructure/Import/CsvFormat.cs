using System.Globalization;
using System.Text;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Infrastructure.Import;

/// <summary>How a CSV file is written, where it does not show that itself.</summary>
/// <param name="Encoding">
/// A name (<c>windows-1252</c>), the number of a code page, or <c>ansi</c> for that of the culture; null: UTF-8 or
/// UTF-16.
/// </param>
/// <param name="Delimiter">Null: found out.</param>
public sealed record CsvFormat(string? Encoding = null, char? Delimiter = null)
{
    private const string OfCulture = "ansi";

    /// <summary>Null: UTF-8 or UTF-16.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.ImportInvalid"/>.</exception>
    internal Encoding? FindEncoding()
    {
        if (Encoding is null)
            return null;
        int page = Encoding.Equals(OfCulture, StringComparison.OrdinalIgnoreCase)
            ? CultureInfo.CurrentCulture.TextInfo.ANSICodePage
            : int.TryParse(Encoding, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        try
        {
            Encoding? found = page == 0
                ? CodePagesEncodingProvider.Instance.GetEncoding(Encoding)
                    ?? System.Text.Encoding.GetEncoding(Encoding is "utf8" ? "utf-8" : Encoding)
                : CodePagesEncodingProvider.Instance.GetEncoding(page) ?? System.Text.Encoding.GetEncoding(page);
            var strict = (Encoding)found.Clone();
            strict.DecoderFallback = DecoderFallback.ExceptionFallback;
            return strict;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new TempCardException(
                ErrorIds.ImportInvalid,
                ErrorKind.InvalidArgument,
                $"There is no encoding '{Encoding}'.",
                "Use a name such as utf-8, utf-16, windows-1252 or iso-8859-1, the number of a code page, or ansi.",
                Encoding,
                e);
        }
    }

    /// <exception cref="TempCardException"><see cref="ErrorIds.ImportInvalid"/>.</exception>
    internal void CheckDelimiter()
    {
        if (Delimiter is not { } delimiter
            || delimiter == '\t'
            || (char.IsAscii(delimiter)
                && !char.IsLetterOrDigit(delimiter)
                && !char.IsControl(delimiter)
                && delimiter is not ('"' or ' ')))
        {
            return;
        }

        throw new TempCardException(
            ErrorIds.ImportInvalid,
            ErrorKind.InvalidArgument,
            $"'{delimiter}' can't separate values.",
            "Use a comma, a semicolon, a tabulator or another sign of ASCII.",
            delimiter);
    }
}
