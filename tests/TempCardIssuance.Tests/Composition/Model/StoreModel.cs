using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Composition.Model;

/// <summary>A card as the table of states has it.</summary>
internal sealed class ModelCard(string number)
{
    public string Number => number;

    public CardState State { get; set; } = CardState.Requested;

    /// <summary>The batch that holds it, or made it.</summary>
    public string? Batch { get; set; }

    /// <summary>When it ends by itself; null: not.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public string? Holder { get; set; }

    /// <summary>The body that it is to be made on; null: any.</summary>
    public string? Body { get; set; }
}

/// <summary>A batch as the table of states has it.</summary>
internal sealed class ModelBatch(string id)
{
    public string Id => id;

    /// <summary>Interrupted is not kept here: it is Producing with no lease that lasts.</summary>
    public BatchState State { get; set; } = BatchState.Producing;

    /// <summary>Until when the lease of a process that died lasts; null: nobody has one.</summary>
    public DateTimeOffset? Lease { get; set; }

    public int Claimed { get; set; }

    /// <summary>The productions of each card, in order.</summary>
    public Dictionary<string, List<ProductionState>> Tries { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// The table of states of the design, written down once more and on its own: which operation is refused with which
/// error, and what an operation does that is not.
/// </summary>
internal sealed partial class StoreModel(MovableClock clock)
{
    /// <summary>
    /// A lease that reaches further ahead was written before the clock was set back, and does not count.
    /// </summary>
    private static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(10);

    public SortedDictionary<string, ModelCard> Cards { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ModelBatch> Batches { get; } = new(StringComparer.Ordinal);

    public BatchState Shown(ModelBatch batch) =>
        batch.State == BatchState.Producing && !IsLeased(batch) ? BatchState.Interrupted : batch.State;

    public bool IsLeased(ModelBatch batch)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return batch.Lease > now && batch.Lease <= now + LongestLease;
    }

    public IEnumerable<ModelCard> In(ModelBatch batch) => Cards.Values.Where(c => c.Batch == batch.Id);

    public string? WhyNotIssued(string number) => !Cards.TryGetValue(number, out ModelCard? card)
        ? ErrorIds.CardNotFound
        : card.State == CardState.Requested ? null : ErrorIds.CardNotRequested;

    public string? WhyNotRepeated(string number, ModelBatch batch) =>
        WhyNotIn(number, batch) ?? (Cards[number].State is CardState.Failed or CardState.Unassigned
            ? null
            : ErrorIds.CardStateInvalid);

    public string? WhyNotCancelled(string number, ModelBatch batch) =>
        WhyNotIn(number, batch) ?? (Cards[number].State is CardState.InProduction or CardState.Failed or CardState.Unassigned
            ? null
            : ErrorIds.CardStateInvalid);

    public string? WhyNotRepeated(ModelBatch? batch) => WhyNot(batch, BatchState.Produced);

    public string? WhyNotResumed(ModelBatch? batch) => WhyNot(batch, BatchState.Interrupted);

    public string? WhyNotTakenUp(ModelBatch? batch) => WhyNot(batch, BatchState.Queued);

    public string? WhyNotCancelled(ModelBatch? batch) =>
        WhyNot(batch, BatchState.Produced, BatchState.Interrupted, BatchState.Queued);

    public string? WhyNotCompleted(ModelBatch? batch, bool release) => WhyNot(batch, BatchState.Produced)
        ?? (!release && In(batch!).Any(c => c.State == CardState.Failed) ? ErrorIds.BatchHasFailedCards : null);

    public void Request(IEnumerable<string> numbers)
    {
        foreach (string number in numbers)
            Cards.Add(number, new ModelCard(number));
    }

    public void Remove(string number) => Cards[number].State = CardState.Aborted;

    public ModelBatch Claim(string id, IReadOnlyList<string> numbers)
    {
        var batch = new ModelBatch(id) { Claimed = numbers.Count };
        Batches.Add(id, batch);
        foreach (string number in numbers)
        {
            (Cards[number].State, Cards[number].Batch) = (CardState.InProduction, id);
            batch.Tries.Add(number, []);
        }

        return batch;
    }

    public void Repeat(ModelBatch batch, IEnumerable<string> numbers)
    {
        batch.State = BatchState.Producing;
        foreach (string number in numbers)
        {
            Spoil(batch, number);
            Cards[number].State = CardState.InProduction;
        }
    }

    public void Complete(ModelBatch batch)
    {
        batch.State = BatchState.Completed;
        foreach (ModelCard card in In(batch).Where(c => c.State == CardState.Unassigned))
            card.Body = null;
        foreach (ModelCard card in In(batch).Where(c => c.State == CardState.Failed).ToList())
            GiveBack(batch, card);
    }

    public void Cancel(ModelBatch batch, IReadOnlyList<string>? numbers)
    {
        List<ModelCard> all = [.. In(batch)];
        List<ModelCard> cancelled = [.. all.Where(c => numbers is null || numbers.Contains(c.Number))];
        foreach (ModelCard card in cancelled)
            GiveBack(batch, card);
        batch.Lease = null;
        if (cancelled.Count == all.Count)
            batch.State = BatchState.Cancelled;
        else if (batch.State == BatchState.Queued && !In(batch).Any(c => c.State == CardState.InProduction))
            batch.State = BatchState.Produced; // There is nothing to wait for in line.
    }

    private string? WhyNotIn(string number, ModelBatch batch) => !Cards.TryGetValue(number, out ModelCard? card)
        ? ErrorIds.CardNotFound
        : card.Batch == batch.Id ? null : ErrorIds.CardNotInBatch;

    private string? WhyNot(ModelBatch? batch, params BatchState[] allowed)
    {
        if (batch is null)
            return ErrorIds.BatchNotFound;
        BatchState state = Shown(batch);
        if (allowed.Contains(state))
            return null;
        return state == BatchState.Producing ? ErrorIds.BatchBusy : ErrorIds.BatchStateInvalid;
    }

    private static void GiveBack(ModelBatch batch, ModelCard card)
    {
        Spoil(batch, card.Number);
        (card.State, card.Batch) = (CardState.Requested, null);
    }

    private static void Spoil(ModelBatch batch, string number)
    {
        List<ProductionState> tries = batch.Tries[number];
        if (tries.Count > 0)
            tries[^1] = ProductionState.Spoiled;
    }
}
