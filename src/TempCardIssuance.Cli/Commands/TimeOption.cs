using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TempCardIssuance.Cli.Commands;

/// <summary>Options that take a date or a time in ISO 8601; local time where no offset is given.</summary>
internal static class TimeOption
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <param name="name">The name.</param>
    /// <param name="description">What it is for; forms of times are put behind it.</param>
    /// <param name="isEnd">Whether a day alone is its end.</param>
    public static Option<DateTimeOffset?> Create(string name, string description, bool isEnd = false) => new(name)
    {
        Description = $"{description}: 2026-11-22, 2026-11-22T08:30 (local time) or 2026-11-22T08:30Z.",
        HelpName = "time",
        CustomParser = result => Parse(result, isEnd),
    };

    private static DateTimeOffset? Parse(ArgumentResult result, bool isEnd)
    {
        string text = result.Tokens[0].Value;
        if (isEnd && DateOnly.TryParseExact(text, Formats[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            text += "T23:59:59";
        if (DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset time))
        {
            return time;
        }

        result.AddError($"'{text}' is no time; write it as 2026-11-22 or 2026-11-22T08:30.");
        return null;
    }
}
