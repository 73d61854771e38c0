using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>
/// What an operator can do with batches. Each call plans and changes nothing; errors say why it can't be done.
/// </summary>
public sealed class BatchDesk
{
    private readonly BatchPlanner _planner;
    private readonly BatchIssuance _issuance;
    private readonly BatchJoining _joining;
    private readonly BatchClosing _closing;
    private readonly UpkeepDesk _upkeep;

    internal BatchDesk(BatchPlanner planner, BatchIssuance issuance, BatchJoining joining, BatchClosing closing, UpkeepDesk upkeep)
    {
        _planner = planner;
        _issuance = issuance;
        _joining = joining;
        _closing = closing;
        _upkeep = upkeep;
    }

    /// <summary>A new batch; cards that can't be part of it are reported and left out.</summary>
    public async Task<PlannedIssue> IssueAsync(
        IssuanceRequest request, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        IssuancePlan plan = await _planner.PlanAsync(request, progress, stop);
        string description = PlanWords.Describe(plan);
        return new PlannedIssue(plan, new Planned<CardBatch>(
            Operation.Issue,
            description,
            $"{description}\n{(plan.Enqueue ? "Put these cards in line?" : "Issue these cards?")}",
            (events, end) => _issuance.StartAsync(plan, events, end)));
    }

    /// <summary>Cards of a batch once more; those that can't be are reported and left out.</summary>
    public async Task<Planned<CardBatch>> RepeatAsync(
        RepeatRequest request, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        RepeatPlan plan = await _issuance.PlanRepeatAsync(request, progress, stop);
        string description = PlanWords.Describe(plan, isNamed: request.CardNumbers is not null);
        return new Planned<CardBatch>(
            Operation.Repeat,
            description,
            $"{description}.\nMake them again?",
            (events, end) => _issuance.RepeatAsync(plan, events, end))
        {
            Asks = plan.Good.Count > 0,
        };
    }

    /// <summary>The rest of a batch that was interrupted.</summary>
    public async Task<Planned<CardBatch>> ResumeAsync(
        string batchId, IReadOnlyList<string>? stations, CancellationToken stop)
    {
        string description = PlanWords.DescribeResume(await _issuance.PlanResumeAsync(batchId, stop));
        return new Planned<CardBatch>(
            Operation.Resume,
            description,
            $"{description}.\nGo on?",
            (events, end) => _issuance.ResumeAsync(batchId, stations, events, end));
    }

    /// <summary>The rest of a batch that was interrupted, for stations of any computer.</summary>
    public async Task<Planned<CardBatch>> ResumeInLineAsync(string batchId, CancellationToken stop)
    {
        string description = PlanWords.DescribeResume(await _issuance.PlanResumeAsync(batchId, stop));
        return new Planned<CardBatch>(
            Operation.Resume,
            description,
            $"{description}.\nPut them in line?",
            (events, end) => _issuance.ResumeInLineAsync(batchId, events, end));
    }

    /// <summary>Work on a batch that was started elsewhere.</summary>
    public async Task<Planned<CardBatch>> JoinAsync(
        string batchId, IReadOnlyList<string>? stations, CancellationToken stop)
    {
        CardBatch batch = await _joining.PlanAsync(batchId, stop);
        string description = $"Take cards of batch {batch.Id} and make them here";
        return new Planned<CardBatch>(
            Operation.Issue,
            description,
            $"{description}?",
            (events, end) => _joining.JoinAsync(batch.Id, stations, events, end));
    }

    /// <summary>
    /// Work on every batch that has some to give, until stopped, and do upkeep by the way where the configuration says
    /// so; gives the batches that were worked on.
    /// </summary>
    public Planned<IReadOnlyList<CardBatch>> JoinAll(IReadOnlyList<string>? stations)
    {
        const string description = "Take cards of every batch that has work to give, until stopped";
        return new Planned<IReadOnlyList<CardBatch>>(
            Operation.Issue,
            description,
            $"{description}?",
            async (events, end) =>
            {
                var left = new LeftBatches(events);
                await _upkeep.BesideAsync(() => _joining.JoinAllAsync(stations, left, end), events, end);
                return left.Batches;
            });
    }

    /// <inheritdoc cref="BatchClosing.CompleteAsync"/>
    public async Task<Planned<CardBatch>> CompleteAsync(CompletionRequest request, CancellationToken stop)
    {
        CompletionPlan plan = await _closing.PlanCompletionAsync(request, stop);
        return new Planned<CardBatch>(
            Operation.Complete,
            PlanWords.Describe(plan),
            PlanWords.Question(plan),
            (events, end) => _closing.CompleteAsync(request, events, end));
    }

    /// <inheritdoc cref="BatchClosing.CancelAsync"/>
    public async Task<Planned<CardBatch>> CancelAsync(CancellationRequest request, CancellationToken stop)
    {
        CancellationPlan plan = await _closing.PlanCancellationAsync(request, stop);
        bool isNamed = request.CardNumbers is not null;
        return new Planned<CardBatch>(
            Operation.Cancel,
            PlanWords.Describe(plan, isNamed),
            PlanWords.Question(plan, isNamed),
            (events, end) => _closing.CancelAsync(request, events, end));
    }

    /// <summary>Keeps the batches that were worked on; they are told of one after the other.</summary>
    private sealed class LeftBatches(IProgress<IssuanceEvent> view) : IProgress<IssuanceEvent>
    {
        private readonly List<CardBatch> _batches = [];

        public IReadOnlyList<CardBatch> Batches => _batches;

        public void Report(IssuanceEvent value)
        {
            if (value is BatchLeft left)
                _batches.Add(left.Batch);
            view.Report(value);
        }
    }
}

/// <summary>A batch that would be issued, with the cards and options that it would have.</summary>
public sealed record PlannedIssue(IssuancePlan Plan, Planned<CardBatch> Operation);
