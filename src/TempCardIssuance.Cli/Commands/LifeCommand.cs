using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary>What the commands have in common that change what becomes of cards after their production.</summary>
internal sealed class LifeCommand
{
    private readonly Argument<string[]> _numbers = new("number")
    {
        Description = "Card numbers; none with --station.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _station = new("--station")
    {
        Description = "The station in whose reader the card is, or is put: it is recognised.",
        HelpName = "name",
    };

    private readonly Option<string?> _note = new("--note")
    {
        Description = "One line for the audit trail; must not name the holder.",
        HelpName = "text",
    };

    private readonly WhatIfOption _whatIf = new();

    /// <summary>A command for an operation.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="command">The command with its own options.</param>
    /// <param name="request">What is to be done with a card, which a reader has seen or not.</param>
    /// <param name="find">Gives more cards, where an option asks for some; null: none does.</param>
    public static Command Create(
        CommandHost host,
        Operation operation,
        Command command,
        Func<ParseResult, string, bool, LifeRequest> request,
        Func<Invocation, IssuanceSession, Task<IReadOnlyList<string>?>>? find = null)
    {
        var life = new LifeCommand();
        command.Add(life._numbers);
        command.Add(life._station);
        command.Add(life._note);
        command.Add(life._whatIf);
        return host.Handle(
            operation,
            command,
            run => life.RunAsync(run, operation, find, (number, isSeen) => request(run.Arguments, number, isSeen) with
            {
                Note = run.Arguments.GetValue(life._note),
            }));
    }

    private async Task<int> RunAsync(
        Invocation run,
        Operation operation,
        Func<Invocation, IssuanceSession, Task<IReadOnlyList<string>?>>? find,
        Func<string, bool, LifeRequest> request)
    {
        await using IssuanceSession session = run.OpenSession();
        string? station = run.Arguments.GetValue(_station);
        // As a scanner writes them, with blanks at their ends.
        string[] numbers = [.. (run.Arguments.GetValue(_numbers) ?? []).Select(number => number.Trim())];
        if (find is not null && await find(run, session) is { } found)
            numbers = station is null ? [.. numbers, .. found] : throw LifeErrors.ReaderOrFile();
        else if (station is not null)
            numbers = [await RecognizeAsync(run, session, station, numbers)];
        else if (numbers.Length == 0)
            throw LifeErrors.NoCard();
        List<Planned<TemporaryCard>> before = [];
        return await EachCard.ChangeAsync(
            run,
            operation,
            numbers,
            async number =>
            {
                before.Add(await session.Life.PlanAsync(request(number, station is not null), before, run.Stop));
                return before[^1];
            },
            run.Arguments.GetValue(_whatIf),
            session.Life.ApproveAsync);
    }

    private static async Task<string> RecognizeAsync(
        Invocation run, IssuanceSession session, string station, string[] numbers)
    {
        string wanted = $"Put the card into {station}.";
        run.Output.Note(new EventLine("prompt") { Station = station, Message = wanted }, wanted);
        string seen = await session.Life.RecognizeAsync(station, _ => { }, run.Stop);
        return numbers.Length == 0 || numbers.Contains(seen, CardNumber.Comparer)
            ? seen
            : throw LifeErrors.OtherCard(station, seen, numbers[0]);
    }
}
