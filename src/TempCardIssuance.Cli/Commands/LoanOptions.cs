using System.CommandLine;

namespace TempCardIssuance.Cli.Commands;

/// <summary>The options that say how long a holder has a card.</summary>
internal sealed class LoanOptions
{
    private readonly Option<DateTimeOffset?> _until =
        TimeOption.Create("--until", "Until when; a day alone means its end", isEnd: true);

    private readonly Option<int?> _days =
        NumberOption.Create(
            "--days",
            "Until the end of the day that comes so many days after today; 0: for today. Default: as issuance.loanDays "
                + "says.",
            "days",
            0,
            3650);

    public void AddTo(Command command)
    {
        command.Add(_until);
        command.Add(_days);
    }

    public DateTimeOffset? Until(ParseResult arguments) => arguments.GetValue(_until);

    public int? Days(ParseResult arguments) => arguments.GetValue(_days);
}
