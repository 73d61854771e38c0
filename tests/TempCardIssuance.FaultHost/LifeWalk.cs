using TempCardIssuance.Composition;
using TempCardIssuance.Core.Operations.HandOvers;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.FaultHost;

/// <summary>
/// Leads three cards through what can become of cards after their production, and passes a point before every change of
/// the store, every call of an authority, and before, during and after each run of the hand-over program.
/// </summary>
internal sealed class LifeWalk
{
    private readonly Fuse _fuse;
    private readonly CardLife _life;
    private readonly CardsAgain _again;

    /// <param name="session">The configuration; its hand-over program leaves a file when it has begun.</param>
    /// <param name="fuse">What is to be passed.</param>
    /// <param name="begun">That file.</param>
    public LifeWalk(IssuanceSession session, Fuse fuse, string begun)
    {
        _fuse = fuse;
        ICardStore store = Tripwire.Before(
            session.Store, fuse, nameof(ICardStore.ApplyAsync), nameof(ILifeStore.TakeHandOverAsync));
        Actor actor = session.Context.Actor;
        IssuanceSettings settings = session.Context.Settings;
        var revocations = new RevocationQueue(
            store, new WiredAuthorities(session.Context.Authorities, fuse), settings.Profiles, actor);
        IHandOverProgram program = session.Configuration.HandOver.Make(new DriverServices(TimeProvider.System))!;
        var handOvers = new HandOverQueue(store, new WiredProgram(program, fuse, begun), actor);
        _life = new CardLife(store, settings, actor, revocations, handOvers, check: null);
        _again = new CardsAgain(store, settings, actor, revocations, handOvers);
    }

    /// <summary>Tells after each step how many points it came past.</summary>
    public async Task RunAsync(string first, string second, string third)
    {
        await DoAsync("grant", new GrantRequest { CardNumber = first, Holder = $"holder of {first}" });
        await DoAsync("extend", new ExtendRequest { CardNumber = first, Days = 3 });
        await DoAsync("take back", new TakeBackRequest { CardNumber = first, NotSeen = "test" });
        await AgainAsync("request again", first, newBody: null);
        await DoAsync("grant", new GrantRequest { CardNumber = second, Holder = $"holder of {second}" });
        await DoAsync("revoke", new RevokeRequest { CardNumber = second, Reason = RevokeReason.Lost });
        await DoAsync("grant", new GrantRequest { CardNumber = third, Holder = $"holder of {third}" });
        await DoAsync("lock", new LockRequest { CardNumber = third });
        await AgainAsync("request on another body", third, newBody: "shredded");
    }

    private Task DoAsync(string what, LifeRequest request) => CountAsync(what, async () =>
        await _life.ApplyAsync(await _life.PlanAsync(request, CancellationToken.None), new Silence()));

    private Task AgainAsync(string what, string card, string? newBody) => CountAsync(what, async () =>
        await _again.ApplyAsync(await _again.PlanAsync(card, newBody, CancellationToken.None), new Silence()));

    private async Task CountAsync(string what, Func<Task> act)
    {
        int before = _fuse.Points;
        await act();
        Console.WriteLine($"{what}: {_fuse.Points - before}");
    }

    private sealed class WiredProgram(IHandOverProgram inner, Fuse fuse, string begun) : IHandOverProgram
    {
        public TimeSpan TimeOut => inner.TimeOut;

        public async Task TellAsync(HandOverNotice notice, CancellationToken cancellationToken)
        {
            File.Delete(begun);
            fuse.Pass();
            var telling = Task.Run(() => inner.TellAsync(notice, cancellationToken), cancellationToken);
            while (!telling.IsCompleted && !File.Exists(begun))
                await Task.Delay(1, cancellationToken);
            fuse.Pass();
            await telling;
            fuse.Pass();
        }
    }
}
