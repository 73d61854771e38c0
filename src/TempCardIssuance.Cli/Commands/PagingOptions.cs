using System.CommandLine;

namespace TempCardIssuance.Cli.Commands;

/// <summary>The options that choose a part of what was found.</summary>
internal sealed class PagingOptions
{
    private readonly Option<int?> _skip = NumberOption.Create("--skip", "Leave out so many first.", "count", 0);
    private readonly Option<int?> _first = NumberOption.Create("--first", "Give no more than so many.", "count", 0);

    public void AddTo(Command command)
    {
        command.Add(_skip);
        command.Add(_first);
    }

    public bool IsGiven(ParseResult arguments) => arguments.GetResult(_first) is not null;

    public long Skip(ParseResult arguments) => arguments.GetValue(_skip) ?? 0;

    public long? First(ParseResult arguments) => arguments.GetValue(_first);
}
