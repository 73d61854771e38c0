using System.CommandLine;

namespace TempCardIssuance.Cli.Commands;

/// <summary>The options that choose a part of what was found.</summary>
internal sealed class PagingOptions
{
    private readonly Option<long> _skip = NotNegative(new Option<long>("--skip") { Description = "Leave out so many first." });
    private readonly Option<long?> _first = NotNegative(new Option<long?>("--first") { Description = "Give no more than so many." });

    public void AddTo(Command command)
    {
        command.Add(_skip);
        command.Add(_first);
    }

    public bool IsGiven(ParseResult arguments) => arguments.GetResult(_first) is not null;

    public long Skip(ParseResult arguments) => arguments.GetValue(_skip);

    public long? First(ParseResult arguments) => arguments.GetValue(_first);

    private static Option<T> NotNegative<T>(Option<T> option)
    {
        option.HelpName = "count";
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] value }])
                result.AddError($"{option.Name} takes a count, not '{value}'.");
        });
        return option;
    }
}
