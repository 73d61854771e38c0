using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TempCardIssuance.Cli.Commands;

/// <summary>Options that take a whole number.</summary>
internal static class NumberOption
{
    public static Option<int?> Create(string name, string description, string unit, int min, int max = int.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = unit,
            CustomParser = result => Parse(result, min, max),
        };

    private static int? Parse(ArgumentResult result, int min, int max)
    {
        string text = result.Tokens[0].Value;
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (isNumber && number >= min && number <= max)
            return number;
        result.AddError($"'{text}' is no whole number from {min}{(max < int.MaxValue ? $" to {max}" : "")}.");
        return null;
    }
}
