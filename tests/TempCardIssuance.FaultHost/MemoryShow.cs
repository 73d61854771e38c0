using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Letters;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.FaultHost;

/// <summary>
/// Makes all requested cards, then a letter for each, then opens what is sealed for each. After every step it says so, and
/// waits for a line: meanwhile somebody looks into its memory.
/// </summary>
internal static class MemoryShow
{
    public static async Task RunAsync(string configuration, string folder, string program, string[] arguments)
    {
        await using var session = IssuanceSession.Open(configuration);
        await IssueAsync(session);
        Wait("made");
        KeyChoice key = Key(Path.GetDirectoryName(configuration)!);
        await PrintAsync(session, key, folder, new LetterProgram(program, arguments));
        Wait("printed");
        await OpenAsync(session, key);
        Wait("opened");
    }

    private static async Task IssueAsync(IssuanceSession session)
    {
        List<string> numbers = await session.Store
            .FindCardsAsync(new CardQuery { States = [CardState.Requested] }, CancellationToken.None)
            .Select(card => card.CardNumber)
            .ToListAsync();
        // Six digits may stand somewhere by chance.
        var request = new IssuanceRequest { CardNumbers = numbers, Print = false, PinLength = 8 };
        IssuancePlan plan =
            await session.Context.Planner().PlanAsync(request, new Silence(), CancellationToken.None);
        await new BatchIssuance(session.Context).StartAsync(plan, new Caller(), CancellationToken.None);
    }

    private static async Task PrintAsync(
        IssuanceSession session, KeyChoice key, string folder, LetterProgram program) =>
        await (await session.Letters.PlanAsync(
            new LetterRequest { NotPrinted = true, Kind = LetterKind.Both },
            new LetterChoice { Program = program, Folder = folder },
            key,
            CancellationToken.None)).ActAsync(new Silence(), CancellationToken.None);

    private static async Task OpenAsync(IssuanceSession session, KeyChoice key)
    {
        await foreach (TemporaryCard card in session.Store.FindCardsAsync(new CardQuery(), CancellationToken.None))
        {
            foreach (SealedKind kind in Enum.GetValues<SealedKind>())
            {
                var request = new PinRequest { CardNumber = card.CardNumber, Kind = kind, Reason = "test" };
                using ReadPin read = await session.Pins.ReadAsync(request, key, CancellationToken.None);
            }
        }
    }

    private static KeyChoice Key(string home) => new()
    {
        Key = Path.Combine(home, "secrets", "pin-reader.pfx"),
        Password = "file:secrets/pin-reader.password",
        Folder = home,
    };

    private static void Wait(string what)
    {
        Console.WriteLine(what);
        Console.ReadLine();
    }

    /// <summary>Has what stations ask for done outside.</summary>
    private sealed class Caller : IProgress<IssuanceEvent>
    {
        public void Report(IssuanceEvent value)
        {
            if (value is OperatorWanted wanted)
                Console.WriteLine($"{wanted.Station}\t{wanted.Message}");
        }
    }
}
