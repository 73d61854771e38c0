using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TempCardIssuance.Cli.Commands;

/// <summary>Options that take a whole number.</summary>
internal static class NumberOption
{
    public static Option<int?> Create(string name, string description, string unit, int min) => new(name)
    {
        Description = description,
        HelpName = unit,
        CustomParser = result => Parse(result, min),
    };

    private static int? Parse(ArgumentResult result, int min)
    {
        string text = result.Tokens[0].Value;
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (isNumber && number >= min)
            return number;
        result.AddError($"'{text}' is no whole number from {min}.");
        return null;
    }
}
