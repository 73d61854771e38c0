using System.Collections.ObjectModel;
using System.CommandLine;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Cli.Commands;

/// <summary>Which try the cards of <c>--number</c> are meant by.</summary>
internal sealed class AttemptOption : Option<int?>
{
    public AttemptOption()
        : base("--attempt")
    {
        Description = "Only if this is the last try at each card of --number; a card that was made again since is "
            + "refused.";
        HelpName = "number";
    }

    /// <summary>The tries by card number; none where none was given.</summary>
    public IReadOnlyDictionary<string, int> Of(ParseResult arguments, Option<string[]> numbers) =>
        arguments.GetValue(this) is { } attempt
            ? (arguments.GetValue(numbers) ?? []).Distinct(CardNumber.Comparer)
                .ToDictionary(number => number, _ => attempt, CardNumber.Comparer)
            : ReadOnlyDictionary<string, int>.Empty;
}
