using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// A season at a desk: cards are handed out, come back, are lost, turn up, expire and are made again, as a seed says, with
/// upkeep between and a hand-over program that fails one time in five.
/// </summary>
internal sealed class Season(Workshop workshop, ToldDirectory directory, int seed) : IDisposable
{
    private static readonly RevokeReason[] Reasons = Enum.GetValues<RevokeReason>();

    private readonly Random _random = new(seed);
    private readonly Trays _trays = new(2);
    private readonly Dictionary<string, VirtualPivCard> _bodies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _done = new(StringComparer.Ordinal);
    private uint _serial = 0x6000_0000;

    /// <summary>What was done how often.</summary>
    public IReadOnlyDictionary<string, int> Done => _done;

    private ICardStore Store => workshop.Session.Store;

    private static CancellationToken None => CancellationToken.None;

    /// <summary>Makes new cards on blanks.</summary>
    public async Task StockUpAsync(int cards) => await IssueAsync(await workshop.RequestAsync(cards));

    /// <summary>A day with so many customers; at night upkeep may run, and the production room makes what was requested.</summary>
    public async Task LiveAsync(int customers)
    {
        for (int i = 0; i < customers; i++)
        {
            workshop.Clock.Advance(TimeSpan.FromMinutes(_random.Next(1, 30)));
            await ServeAsync();
        }

        if (_random.Next(2) == 0)
        {
            await workshop.UpkeepAsync();
            Count("upkeep");
        }

        await MakeAsync(atLeast: 5);
        workshop.Clock.Advance(TimeSpan.FromHours(_random.Next(6, 30)));
    }

    /// <summary>Everything that was begun comes to its end.</summary>
    public async Task EndAsync()
    {
        await MakeAsync(atLeast: 1);
        for (int i = 0; i < 40 && !(await workshop.UpkeepAsync()).IsDone; i++)
            workshop.Clock.Advance(TimeSpan.FromMinutes(10));
        await CheckAsync();
        IReadOnlySet<string> mapped = directory.Mapped();
        foreach (TemporaryCard card in await Store.FindCardsAsync(new CardQuery(), None).ToListAsync())
            Assert.Equal(card.State == CardState.Assigned, mapped.Contains(card.CardNumber));
        ILookup<string, int> told = directory.Told().ToLookup(t => (string)t["id"]!, _ => 1, StringComparer.Ordinal);
        CardHandOver[] all = await workshop.HandOversAsync();
        foreach (CardHandOver handOver in all)
        {
            Assert.NotEqual(HandOverState.Pending, handOver.State);
            bool isDelivered = handOver.State == HandOverState.Delivered;
            Assert.Equal(isDelivered ? 1 : 0, told[ToldDirectory.Id(handOver)].Count());
            Assert.True(isDelivered || all.Any(h => Overtakes(h, handOver)), $"{handOver} though nothing overtook it.");
        }

        Count("hand-overs", all.Count(h => h.State == HandOverState.Delivered));
        Count("void", all.Count(h => h.State == HandOverState.Voided));
    }

    /// <summary>The invariants of the design, also on the bodies.</summary>
    public Task CheckAsync() => Invariants.CheckAsync(workshop, _bodies.Values);

    public void Dispose() => _trays.Dispose();

    private async Task ServeAsync()
    {
        switch (_random.Next(20))
        {
            case < 9:
                await ChangeAsync("grant", c => new GrantRequest { CardNumber = c, Holder = $"holder {_random.Next(1000)}" }, CardState.Unassigned);
                break;
            case < 11:
                await ChangeAsync("extend", c => new ExtendRequest { CardNumber = c, Days = _random.Next(1, 14) }, CardState.Assigned, CardState.Expired);
                break;
            case < 16:
                await ChangeAsync("take back", c => new TakeBackRequest { CardNumber = c, NotSeen = "season" }, CardState.Assigned, CardState.Expired, CardState.Locked, CardState.Revoked);
                break;
            case 16:
                await ChangeAsync("lock", c => new LockRequest { CardNumber = c }, CardState.Assigned, CardState.Expired, CardState.Unassigned);
                break;
            case 17:
                await ChangeAsync("revoke", c => new RevokeRequest { CardNumber = c, Reason = Reasons[_random.Next(Reasons.Length)] }, CardState.Assigned, CardState.Locked, CardState.Expired);
                break;
            case 18:
                await AgainAsync("made anew", "not to be found", CardState.Locked, CardState.Revoked, CardState.Returned);
                break;
            default:
                break;
        }

        if (_random.Next(3) == 0)
            await AgainAsync("made again", null, CardState.Returned);
    }

    private async Task ChangeAsync(string what, Func<string, LifeRequest> request, params CardState[] states)
    {
        if (await PickAsync(states) is not { } card)
            return;
        try
        {
            await workshop.DoAsync(request(card));
            Count(what);
        }
        catch (TempCardException e) when (
            e.ErrorId is ErrorIds.HolderHasCard or ErrorIds.LoanInvalid or ErrorIds.CardStateInvalid)
        {
            Count($"{what} refused");
        }
    }

    private async Task AgainAsync(string what, string? newBody, params CardState[] states)
    {
        if (await PickAsync(states) is not { } card)
            return;
        await workshop.AgainAsync([card], newBody);
        Count(what);
    }

    private async Task<string?> PickAsync(CardState[] states)
    {
        List<TemporaryCard> cards = await Store
            .FindCardsAsync(new CardQuery { States = states, Order = CardOrder.Number }, None).ToListAsync();
        return cards.Count == 0 ? null : cards[_random.Next(cards.Count)].CardNumber;
    }

    private async Task MakeAsync(int atLeast)
    {
        var requested = new CardQuery { States = [CardState.Requested], Order = CardOrder.Number };
        string[] cards = [.. (await Store.FindCardsAsync(requested, None).ToListAsync()).Select(c => c.CardNumber)];
        if (cards.Length >= atLeast)
            await IssueAsync(cards);
    }

    /// <summary>The bodies that came back lie in any order between blanks.</summary>
    private async Task IssueAsync(string[] numbers)
    {
        IReadOnlyList<TemporaryCard> cards = await Store.GetCardsAsync(numbers, None);
        VirtualPivCard[] heap =
        [
            .. cards.Select(c => c.RequiredBodyId).OfType<string>().Select(id => _bodies[id]),
            .. cards.Where(c => c.RequiredBodyId is null).Select(_ => Blank()),
        ];
        _random.Shuffle(heap);
        _trays.Put(heap);
        IssuanceContext context = workshop.Session.Context with { Stations = _trays };
        IssuancePlan plan = await context.Planner().PlanAsync(
            new IssuanceRequest { CardNumbers = numbers, Print = false, Stations = _trays.Names }, workshop, None);
        CardBatch batch = await new BatchIssuance(context).StartAsync(plan, workshop, None);
        Assert.Equal((BatchState.Produced, numbers.Length), (batch.State, batch.Unassigned));
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        Count("batches");
    }

    private VirtualPivCard Blank()
    {
        var blank = new VirtualPivCard(new VirtualCardOptions { Serial = ++_serial });
        _bodies.Add($"serial:{_serial:X8}", blank);
        return blank;
    }

    private static bool Overtakes(CardHandOver later, CardHandOver handOver) =>
        later.CardNumber == handOver.CardNumber && later.Number > handOver.Number && CardHandOver.TakesAway(later.Event);

    private void Count(string what, int times = 1) => _done[what] = _done.GetValueOrDefault(what) + times;
}
