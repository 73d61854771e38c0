using System.CommandLine;
using System.CommandLine.Parsing;

namespace TempCardIssuance.Cli.Commands;

/// <summary>Options that take one or several of a set of words, ignoring case.</summary>
internal static class ChoiceOption
{
    public static Option<T> One<T>(string name, string description, T standard)
        where T : struct, Enum => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => standard,
            CustomParser = result => Parse<T>(result).FirstOrDefault(),
        };

    public static Option<T[]> Many<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = $"{description} ({string.Join(", ", Enum.GetNames<T>())}). May be given several times.",
            CustomParser = result => [.. Parse<T>(result)],
            HelpName = name.TrimStart('-'),
            Arity = ArgumentArity.OneOrMore,
        };

    private static List<T> Parse<T>(ArgumentResult result)
        where T : struct, Enum
    {
        var values = new List<T>();
        foreach (Token token in result.Tokens)
        {
            if (Enum.TryParse(token.Value, ignoreCase: true, out T value) && Enum.IsDefined(value))
                values.Add(value);
            else
                result.AddError($"'{token.Value}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
        }

        return values;
    }
}
