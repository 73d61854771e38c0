using System.CommandLine;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Cli.Commands;

/// <summary>The options that search cards; the same for every verb that does.</summary>
internal sealed class SearchOptions
{
    private readonly Option<string[]> _numbers = new("--number")
    {
        Description = "Card number; * and ? are wildcards. May be given several times.",
        HelpName = "pattern",
    };

    private readonly Option<string[]> _site = new("--site")
    {
        Description = "Site; * and ? are wildcards. May be given several times.",
        HelpName = "site",
    };

    private readonly Option<string?> _requester = new("--requester")
    {
        Description = "Who requested it; * and ? are wildcards.",
        HelpName = "name",
    };

    private readonly Option<DateTimeOffset?> _from = TimeOption.Create("--from", "Requested at this time or later");
    private readonly Option<DateTimeOffset?> _before = TimeOption.Create("--before", "Requested before this time");

    private readonly Option<int?> _minPriority =
        NumberOption.Create("--min-priority", "At least this urgent, 0 to 9.", "priority", 0, 9);

    private readonly Option<CardOrder> _order =
        ChoiceOption.One("--order", "The order to give them in.", CardOrder.Priority);

    private readonly PagingOptions _paging = new();

    public void AddTo(Command command)
    {
        foreach (Option option in Filters)
            command.Add(option);
        command.Add(_order);
        _paging.AddTo(command);
    }

    /// <summary>Whether anything is searched for at all.</summary>
    public bool IsGiven(ParseResult arguments) =>
        _paging.IsGiven(arguments) || Filters.Any(o => arguments.GetResult(o) is { Implicit: false });

    public CardQuery Query(ParseResult arguments, params IReadOnlyList<CardState> states) => new()
    {
        States = states,
        Numbers = arguments.GetValue(_numbers) ?? [],
        Sites = arguments.GetValue(_site) ?? [],
        RequestedBy = arguments.GetValue(_requester),
        From = arguments.GetValue(_from),
        Before = arguments.GetValue(_before),
        MinPriority = arguments.GetValue(_minPriority),
        Order = arguments.GetValue(_order),
        Skip = _paging.Skip(arguments),
        First = _paging.First(arguments),
    };

    private Option[] Filters => [_numbers, _site, _requester, _from, _before, _minPriority];
}
