using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Composition.Model;

/// <summary>What does one operation: real services, with the troubles of the step built in.</summary>
internal sealed class ModelProcess : IProgress<IssuanceEvent>, IDisposable
{
    private readonly KeptBodies _bodies = new(new SecretBytes(new byte[32]));
    private readonly DyingStore _store;
    private readonly IssuanceContext _context;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<CardTaken> _taken = [];
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    /// <param name="workshop">Where the work is done.</param>
    /// <param name="step">The operation.</param>
    /// <param name="back">Bodies that came back; they lie before the blanks of the first station.</param>
    public ModelProcess(Workshop workshop, ModelStep step, IReadOnlyList<VirtualPivCard> back)
    {
        Step = step;
        Trouble trouble = step.Trouble;
        for (int i = 1; i <= 2; i++)
        {
            int station = i;
            _bodies.Fill($"desk-{i}", i == 1 ? back : [], 40, position => trouble.Bodies
                .Where(b => b.Station == station && b.Position == position)
                .Select(Fault));
        }

        IssuanceContext real = workshop.Session.Context;
        _store = new DyingStore(real.Store, trouble.StoreDiesAt == 0 ? int.MaxValue : trouble.StoreDiesAt);
        _context = real with
        {
            Store = _store,
            Stations = _bodies,
            Authorities = new FaultyAuthority(real.Authorities)
            {
                Fault = trouble.Authority,
                SaysItCan = true,
                FromOrder = trouble.Authority == AuthorityFault.None ? int.MaxValue : trouble.FromOrder,
            },
        };
    }

    public ModelStep Step { get; }

    /// <summary>Whether the store went away before the operation was done.</summary>
    public bool Died => _store.Died;

    /// <summary>Whether it was told to end, and did so after the cards in hand.</summary>
    public bool WasToldToEnd => _stop.IsCancellationRequested;

    /// <summary>Whether a station stopped because the authority failed.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Whether a station stopped because a body that is wanted did not come.</summary>
    public bool LacksBody { get; private set; }

    /// <summary>The cards that stations began with, in order.</summary>
    public IReadOnlyList<CardTaken> Taken => _taken;

    /// <summary>
    /// The bodies that were worked on, but for those that said twice in the same words that they have no serial number:
    /// they are on record by a GUID that may not have come to be written.
    /// </summary>
    public IEnumerable<VirtualPivCard> Bodies => _bodies.Touched.Where(b => b.Options.Faults
        .OfType<StatusWordFault>()
        .Where(f => f.AtApdu is 2 or 3)
        .GroupBy(f => f.StatusWord)
        .All(g => g.DistinctBy(f => f.AtApdu).Count() < 2));

    private string[] Stations => [.. Enumerable.Range(1, Step.Stations).Select(i => $"desk-{i}")];

    /// <summary>
    /// Does the operation, and compares how it ended with how it should. True if it took effect, though the store may
    /// have gone away afterwards; every operation takes effect with its first change.
    /// </summary>
    /// <param name="operation">What to do.</param>
    /// <param name="error">The error with which it has to be refused; null: it has to take effect.</param>
    public async Task<bool> TryAsync(Func<IssuanceContext, Task> operation, string? error)
    {
        string? found = null;
        try
        {
            await operation(_context);
        }
        catch (TempCardException e)
        {
            found = e.ErrorId;
        }

        if (error is not null)
        {
            // How many cards a holder has only the store tells, when it is asked to change that.
            Assert.Equal(error == ErrorIds.HolderHasCard && Died ? ErrorIds.StoreNotReady : error, found);
            return false;
        }

        Assert.Equal(Died ? ErrorIds.StoreNotReady : null, found);
        return !Died || Step.Trouble.StoreDiesAt > 1;
    }

    public async Task IssueAsync(IssuanceContext context, IReadOnlyList<string> numbers)
    {
        var request = new IssuanceRequest
        {
            CardNumbers = numbers,
            Print = false,
            Stations = Step.Enqueue ? null : Stations,
            Enqueue = Step.Enqueue,
        };
        IssuancePlan plan = await context.Planner().PlanAsync(request, this, default);
        await new BatchIssuance(context).StartAsync(plan, this, default);
    }

    public Task<CardBatch> RepeatAsync(IssuanceContext context, string batchId, IReadOnlyList<string>? numbers) =>
        new BatchIssuance(context).RepeatAsync(
            new RepeatRequest
            {
                BatchId = batchId,
                CardNumbers = numbers,
                Reason = "model",
                Stations = Step.Enqueue ? null : Stations,
                Enqueue = Step.Enqueue,
            },
            this,
            default);

    public Task<CardBatch> ResumeAsync(IssuanceContext context, string batchId) => Step.Enqueue
        ? new BatchIssuance(context).ResumeInLineAsync(batchId, this, default)
        : new BatchIssuance(context).ResumeAsync(batchId, Stations, this, default);

    public Task<CardBatch> TakeUpAsync(IssuanceContext context, string batchId) =>
        new BatchJoining(context).JoinAsync(batchId, Stations, this, _stop.Token);

    /// <summary>Every card that can't take part was reported, with the reason, and no other.</summary>
    public void CheckRefused(IReadOnlyDictionary<string, string?> expected) => Assert.Equal(
        expected.Where(e => e.Value is not null).Select(e => (e.Key, e.Value!)).OrderBy(e => e.Key, StringComparer.Ordinal),
        _refused.Select(e => (e.Key, e.Value)).OrderBy(e => e.Key, StringComparer.Ordinal));

    public void Report(IssuanceEvent value)
    {
        lock (_gate)
        {
            if (value is StationStopped && Step.Trouble.Authority != AuthorityFault.None)
                Stopped = true;
            if (value is StationStopped { Error.ErrorId: ErrorIds.BodyOfOtherCard })
                LacksBody = true;
            if (value is CardTaken taken)
                _taken.Add(taken);
            if (value is CardRefused refused)
                _refused[refused.CardNumber] = refused.Error.ErrorId;
        }

        if (value is ProductionEnded && Step is { Kind: StepKind.TakeUp, Stop: true })
            _stop.Cancel();
    }

    public void Dispose()
    {
        _bodies.Dispose();
        _stop.Dispose();
    }

    private static CardFault Fault(BodyTrouble trouble) => trouble.StatusWord is { } word
        ? new StatusWordFault(trouble.Apdu, word)
        : new RemovalFault(trouble.Apdu);
}
