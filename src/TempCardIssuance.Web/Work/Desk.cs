using System.Collections.Concurrent;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Web.Visits;
using TempCardIssuance.Web.Words;

namespace TempCardIssuance.Web.Work;

/// <summary>What whoever sent the request in hand works with, and what is being made here.</summary>
/// <param name="sessions">The session of each.</param>
/// <param name="requests">Knows the request in hand, and so who sent it.</param>
internal sealed class Desk(OperatorSessions sessions, IHttpContextAccessor requests) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ProductionRun> _runs = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<LetterRun, bool> _letters = [];

    public IssuanceSession Session => sessions.Of(Visit.Person.Name);

    /// <summary>Whether nothing is made here, and batches are put in line for stations of other computers.</summary>
    public bool OnlyEnqueues => Session.Configuration.Page.Enqueue || Session.Stations.Names.Count == 0;

    /// <summary>What was entered and is not done yet.</summary>
    public Drafts Drafts => Visit.Drafts;

    private Visit Visit => requests.HttpContext!.Features.Get<Visit>()!;

    /// <summary>What was last made here of a batch; null: nothing since the page was started.</summary>
    public ProductionRun? RunOf(string batchId) => _runs.GetValueOrDefault(batchId);

    /// <summary>Has cards made in the background; gives the batch as soon as they are claimed.</summary>
    /// <param name="planned">What to do.</param>
    /// <param name="refused">Cards that were left out when it was planned.</param>
    /// <exception cref="TempCardException">Nothing was claimed and nothing was touched.</exception>
    public async Task<string> ProduceAsync(Planned<CardBatch> planned, IReadOnlyList<Trouble> refused)
    {
        var run = new ProductionRun(refused);
        run.Begin(planned);
        string batchId = await run.Begun;
        _runs[batchId] = run;
        return batchId;
    }

    /// <summary>Has letters printed in the background.</summary>
    /// <exception cref="TempCardException">Nothing was begun.</exception>
    public LetterRun Print(Planned<IReadOnlyList<PinLetter>> planned, IReadOnlyList<string> numbers)
    {
        foreach (LetterRun over in _letters.Keys.Where(run => run.IsOver))
            _letters.TryRemove(over, out _);
        var run = new LetterRun(numbers);
        run.Begin(planned);
        _letters[run] = true;
        return run;
    }

    /// <summary>As in JEA: who signed in looks after their own batches.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="orAny">Whether another's batch is meant to be looked after, as under dual control.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BatchNotFound"/>, <see cref="ErrorIds.BatchNotOwn"/>.
    /// </exception>
    public async Task CheckOwnAsync(string batchId, bool orAny, CancellationToken stop)
    {
        if (orAny || Visit.Person.Name is not { } name)
            return;
        CardBatch batch = await Session.Store.RequireBatchAsync(batchId, withProductions: false, stop);
        if (!string.Equals(batch.Operator, name, StringComparison.OrdinalIgnoreCase))
        {
            throw new TempCardException(
                ErrorIds.BatchNotOwn,
                ErrorKind.Security,
                Say.It(Texts.NotOwnBatch, batch.Id, batch.Operator),
                Remedy.Of($"{Texts.NotOwnBatchRemedy}"),
                batch.Id);
        }
    }

    /// <summary>Lets every station finish the card in hand, and every printer its letter.</summary>
    public async ValueTask DisposeAsync()
    {
        BackgroundRun[] all = [.. _runs.Values, .. _letters.Keys];
        foreach (BackgroundRun run in all)
            run.Stop();
        foreach (BackgroundRun run in all)
            await run.Over;
    }
}
