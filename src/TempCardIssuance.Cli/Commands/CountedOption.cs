using System.CommandLine;
using TempCardIssuance.Composition.Operations;

namespace TempCardIssuance.Cli.Commands;

/// <summary>A file with the numbers of cards, as a scanner writes it.</summary>
internal sealed class CountedOption : Option<string?>
{
    /// <param name="what">Which cards they are, as the end of a sentence.</param>
    public CountedOption(string what)
        : base("--counted")
    {
        Description = $"A file with a card number on each line, as a scanner writes it: {what}.";
        HelpName = "file";
    }

    /// <summary>The numbers; null: it was not given.</summary>
    public IReadOnlyList<string>? Read(ParseResult arguments) => arguments.GetValue(this) is { } file
        ? StockDesk.ReadNumbers(Path.GetFullPath(file))
        : null;
}
