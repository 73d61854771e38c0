using System.IO.Enumeration;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>Which reader a station means: an exact name, or a pattern with <c>*</c> and <c>?</c>.</summary>
internal sealed record ReaderPattern(string Text)
{
    /// <summary>Finds the one reader that is meant, or says why there is none.</summary>
    /// <remarks>
    /// A pattern that fits two readers chooses neither: the wrong one could hold somebody's own card.
    /// </remarks>
    public (string? Reader, TempCardException? Problem) Find(IReadOnlyList<string> readers)
    {
        if (readers.Contains(Text, StringComparer.Ordinal))
            return (Text, null);
        string[] matches =
            [.. readers.Where(name => FileSystemName.MatchesSimpleExpression(Text, name, ignoreCase: true))];
        return matches switch
        {
            [var reader] => (reader, null),
            [] when readers.Count == 0 => (null, PcscError.From(SCardError.NoReadersAvailable, reader: null)),
            [] => (null, NotReady(
                $"No connected reader is called '{Text}'; there are: {Join(readers)}.",
                "Connect the reader, or correct 'reader' of the station in the configuration.")),
            _ => (null, NotReady(
                $"'{Text}' fits more than one reader: {Join(matches)}.",
                "Give the exact name of one as 'reader' of the station in the configuration.")),
        };
    }

    private static string Join(IEnumerable<string> readers) => string.Join(", ", readers.Select(name => $"'{name}'"));

    private TempCardException NotReady(string message, Remedy remedy) =>
        new(ErrorIds.StationNotReady, ErrorKind.Unavailable, message, remedy, Text);
}
