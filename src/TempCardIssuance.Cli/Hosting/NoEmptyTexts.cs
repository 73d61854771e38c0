using System.CommandLine;
using System.CommandLine.Parsing;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>
/// Refuses an argument or option that is given as an empty text, as a variable that is not set makes it; the cmdlets
/// do the same.
/// </summary>
internal static class NoEmptyTexts
{
    /// <summary>For a command and all below it.</summary>
    public static void AddTo(Command command)
    {
        foreach (Argument argument in command.Arguments)
            argument.Validators.Add(result => Check(result, $"'{argument.Name}'"));
        foreach (Option option in command.Options)
            option.Validators.Add(result => Check(result, option.Name));
        foreach (Command below in command.Subcommands)
            AddTo(below);
    }

    private static void Check(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"The value of {name} is empty.");
    }
}
