using System.CommandLine;
using System.CommandLine.Parsing;

namespace TempCardIssuance.Cli.Commands;

/// <summary>Free values, written as <c>name=value</c>.</summary>
internal static class FieldOption
{
    public static Option<KeyValuePair<string, string>[]> Create(string description) => new("--field")
    {
        Description = $"{description} May be given several times.",
        HelpName = "name=value",
        CustomParser = Parse,
        Arity = ArgumentArity.OneOrMore,
    };

    public static Dictionary<string, string> Read(KeyValuePair<string, string>[]? fields) =>
        new(fields ?? [], StringComparer.OrdinalIgnoreCase);

    private static KeyValuePair<string, string>[] Parse(ArgumentResult result)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Token token in result.Tokens)
        {
            int sign = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1)
                result.AddError($"'{token.Value}' is no field; write it as name=value.");
            else if (!fields.TryAdd(token.Value[..sign].Trim(), token.Value[(sign + 1)..]))
                result.AddError($"The field '{token.Value[..sign]}' is given twice.");
        }

        return [.. fields];
    }
}
