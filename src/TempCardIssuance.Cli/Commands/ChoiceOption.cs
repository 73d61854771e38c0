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

    public static Option<T> Required<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = description,
            CustomParser = result => Parse<T>(result).FirstOrDefault(),
            Required = true,
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
        string[] names = Enum.GetNames<T>();
        var values = new List<T>();
        foreach (Token token in result.Tokens)
        {
            // By name only: Enum.Parse would take numbers too.
            int index = Array.FindIndex(names, n => string.Equals(n, token.Value, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
                values.Add(Enum.Parse<T>(names[index]));
            else
                result.AddError($"'{token.Value}' is none of {string.Join(", ", names)}.");
        }

        return values;
    }
}
