using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Upkeep;

namespace TempCardIssuance.Cli.Output;

/// <summary>The results that have to do with cards after their production, each in both of its forms.</summary>
internal static class LifeResults
{
    public static Task HandOversAsync(this CommandOutput output, IAsyncEnumerable<CardHandOver> handOvers) =>
        output.ResultsAsync(handOvers, shapes => shapes.CardHandOver, (text, found) => text.TableAsync(
            found,
            "No hand-overs.",
            new("CARD", h => h.CardNumber),
            new("EVENT", h => UpkeepWords.Word(h.Event)),
            new("STATE", h => h.State.ToString()),
            new("SINCE", h => Results.Time(h.At)),
            new("HOLDER", h => h.Holder),
            new("TRIES", h => Results.Number(h.Tries)),
            new("PROBLEM", h => h.Error)));

    public static void Upkeep(this CommandOutput output, UpkeepResult result) => output.Result(
        result, shapes => shapes.UpkeepResult, text => text.Line(UpkeepWords.Describe(result)));

    public static void UpkeepTime(this CommandOutput output, UpkeepTime time) => output.Result(
        time,
        shapes => shapes.UpkeepTime,
        text => text.Line(
            time.LastRun is { } ran ? $"Upkeep last ran at {Results.Time(ran)}." : "There was nothing to do for upkeep yet."));

    public static void Stock(this CommandOutput output, IReadOnlyList<CardStock> stock) => output.Result(
        stock,
        shapes => shapes.IReadOnlyListCardStock,
        text => text.Table(
            stock,
            "No cards.",
            new("SITE", s => s.Site),
            new("UNASSIGNED", s => Results.Number(s.Unassigned)),
            new("ENDING SOON", s => Results.Number(s.EndingSoon)),
            new("ASSIGNED", s => Results.Number(s.Assigned)),
            new("OVERDUE", s => Results.Number(s.Overdue)),
            new("RETURNED", s => Results.Number(s.Returned)),
            new("REQUESTED", s => Results.Number(s.Requested)),
            new("IN PRODUCTION", s => Results.Number(s.InProduction)),
            new("FAILED", s => Results.Number(s.Failed)),
            new("WANTED", s => s.Wanted is { } wanted ? Results.Number(wanted) : null),
            new("SHORT", s => s.Shortage > 0 ? Results.Number(s.Shortage) : null)));

    public static void Counted(this CommandOutput output, IReadOnlyList<CountedCard> found) => output.Result(
        found,
        shapes => shapes.IReadOnlyListCountedCard,
        text => text.Table(
            found,
            "All that should be there was counted, and nothing else.",
            new("FINDING", c => c.Finding.ToString()),
            new("CARD", c => c.CardNumber),
            new("STATE", c => c.State?.ToString()),
            new("SITE", c => c.Site),
            new("HOLDER", c => c.Holder)));
}
