using System.Globalization;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.FaultHost;

// Or: lock and an SQLite file. Keeps everybody from it until its input ends.
if (args[0] == "lock")
{
    FileLock.Hold(args[1]);
    return;
}

// Or: check and a configuration. Tells the error of its authority.
if (args[0] == "check")
{
    await using var checking = IssuanceSession.Open(args[1]);
    try
    {
        await checking.Context.Authorities.Get("local").CheckAsync(CancellationToken.None);
    }
    catch (TempCardException e)
    {
        Console.WriteLine(e.ErrorId);
    }

    return;
}

// Or: show, a configuration, a folder for letters, the program of letters and its arguments.
if (args[0] == "show")
{
    await MemoryShow.RunAsync(args[1], args[2], args[3], args[4..]);
    return;
}

// Or: desk, a configuration, a card and a holder. Says when it is ready, hands the card out after a line of input, and
// tells what came of it.
if (args[0] == "desk")
{
    await DeskRace.RunAsync(args[1], args[2], args[3]);
    return;
}

// Or: life, a configuration, the point to die at, the file that the hand-over program leaves, and three cards.
if (args[0] == "life")
{
    await using var living = IssuanceSession.Open(args[1]);
    var end = new Fuse(int.Parse(args[2], CultureInfo.InvariantCulture), stops: false);
    await new LifeWalk(living, end, args[3]).RunAsync(args[4], args[5], args[6]);
    return;
}

// A process that issues cards with everything real, and kills itself at the point with a given number.
// Arguments: the configuration, the point (0: none), the port where bodies are to be had, the card numbers. Tells how
// many points it came past, if it lives.
// With stop before all that it only stops itself there, with a lease that soon runs out.
bool stops = args[0] == "stop";
args = stops ? args[1..] : args;
var fuse = new Fuse(int.Parse(args[1], CultureInfo.InvariantCulture), stops);
await using var session = IssuanceSession.Open(args[0]);
using var stations = new WiredStations(
    session.Stations, fuse, int.Parse(args[2], CultureInfo.InvariantCulture));
IssuanceContext context = session.Context with
{
    Settings = stops
        ? session.Context.Settings with { LeaseDuration = TimeSpan.FromSeconds(2) }
        : session.Context.Settings,
    Store = Tripwire.Before(
        session.Store,
        fuse,
        nameof(ICardStore.ApplyAsync),
        nameof(ICardStore.TakeNumbersAsync),
        nameof(ICardStore.TakeCardAsync)),
    Stations = stations,
    Authorities = new WiredAuthorities(session.Context.Authorities, fuse),
};
IssuancePlan plan = await context.Planner()
    .PlanAsync(new IssuanceRequest { CardNumbers = args[3..] }, new Silence(), CancellationToken.None);
await new BatchIssuance(context).StartAsync(plan, new Silence(), CancellationToken.None);
Console.WriteLine(fuse.Points);
