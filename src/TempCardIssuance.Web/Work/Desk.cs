using System.Collections.Concurrent;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Web.Work;

/// <summary>The session of this page, with what is being made here and what people are about to ask for.</summary>
internal sealed class Desk(IssuanceSession session) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ProductionRun> _runs = new(StringComparer.OrdinalIgnoreCase);

    public IssuanceSession Session => session;

    /// <summary>What was entered and is not done yet.</summary>
    public Drafts Drafts { get; } = new();

    /// <summary>What was last made here of a batch; null: nothing since the page was started.</summary>
    public ProductionRun? RunOf(string batchId) => _runs.GetValueOrDefault(batchId);

    /// <summary>Whether cards are being made here.</summary>
    public bool IsProducing => _runs.Values.Any(run => !run.IsOver);

    /// <summary>Has cards made in the background; gives the batch as soon as they are claimed.</summary>
    /// <param name="planned">What to do.</param>
    /// <param name="refused">Cards that were left out when it was planned.</param>
    /// <exception cref="Core.Errors.TempCardException">Nothing was claimed and nothing was touched.</exception>
    public async Task<string> ProduceAsync(Planned<CardBatch> planned, IReadOnlyList<Trouble> refused)
    {
        var run = new ProductionRun(refused);
        run.Begin(planned);
        string batchId = await run.Begun;
        _runs[batchId] = run;
        return batchId;
    }

    /// <summary>The days of the organisation.</summary>
    public async Task<CardCalendar> CalendarAsync(CancellationToken stop) =>
        CardCalendar.Of(await session.Store.GetTimeZonesAsync(stop));

    /// <summary>Lets every station finish the card in hand.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (ProductionRun run in _runs.Values)
            run.Stop();
        foreach (ProductionRun run in _runs.Values)
            await run.Over;
    }
}
