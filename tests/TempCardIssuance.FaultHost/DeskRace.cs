using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;

namespace TempCardIssuance.FaultHost;

/// <summary>A desk that has planned to hand out a card, and does it when it is told to, as others do.</summary>
internal static class DeskRace
{
    public static async Task RunAsync(string configuration, string card, string holder)
    {
        await using var session = IssuanceSession.Open(configuration);
        var request = new GrantRequest { CardNumber = card, Holder = holder };
        Planned<TemporaryCard> plan = await session.Life.PlanAsync(request, CancellationToken.None);
        Console.WriteLine("ready");
        Console.ReadLine();
        try
        {
            await plan.ActAsync(new Silence(), CancellationToken.None);
            Console.WriteLine("granted");
        }
        catch (TempCardException e)
        {
            Console.WriteLine(e.ErrorId);
        }
    }
}
