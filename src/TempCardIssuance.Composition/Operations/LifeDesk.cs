using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>
/// What an operator can do with cards after their production. Each call plans and changes nothing; errors say why it
/// can't be done.
/// </summary>
public sealed class LifeDesk
{
    private readonly CardLife _life;
    private readonly CardInReader _reader;
    private readonly bool _tells;

    /// <param name="life">What becomes of cards.</param>
    /// <param name="reader">Recognises the one in a reader.</param>
    /// <param name="tells">Whether a program is told of it.</param>
    internal LifeDesk(CardLife life, CardInReader reader, bool tells)
    {
        _life = life;
        _reader = reader;
        _tells = tells;
    }

    /// <inheritdoc cref="CardInReader.RecognizeAsync"/>
    public Task<string> RecognizeAsync(string station, Action<string> prompt, CancellationToken stop) =>
        _reader.RecognizeAsync(station, prompt, stop);

    /// <inheritdoc cref="CardLife.FindAsync"/>
    public IAsyncEnumerable<TemporaryCard> FindAsync(CardQuery query, CancellationToken stop) =>
        _life.FindAsync(query, stop);

    /// <inheritdoc cref="CardLife.PlanAsync(LifeRequest, CancellationToken)"/>
    public Task<Planned<TemporaryCard>> PlanAsync(LifeRequest request, CancellationToken stop) =>
        PlanAsync(request, [], stop);

    /// <inheritdoc cref="CardLife.PlanAsync(LifeRequest, IReadOnlyCollection{LifePlan}, CancellationToken)"/>
    public async Task<Planned<TemporaryCard>> PlanAsync(
        LifeRequest request, IEnumerable<Planned<TemporaryCard>> before, CancellationToken stop)
    {
        LifePlan plan =
            await _life.PlanAsync(request, [.. before.OfType<PlannedLife>().Select(p => p.Plan)], stop);
        return new PlannedLife(
            _life, CardLife.OperationOf(request), LifeWords.Describe(plan, _tells), new PlannedLife.Order(plan));
    }

    /// <summary>
    /// Sees to it that a second operator has ordered what one alone must not do at once; called with all plans before
    /// the first of them is acted on.
    /// </summary>
    /// <exception cref="Core.Errors.TempCardException">
    /// <see cref="Core.Errors.ErrorIds.SecondOperatorNeeded"/>.
    /// </exception>
    public async Task ApproveAsync(IEnumerable<Planned<TemporaryCard>> plans)
    {
        PlannedLife[] ordered = [.. plans.OfType<PlannedLife>()];
        if (ordered.Length == 0)
            return;
        IReadOnlyList<LifePlan> approved = await _life.ApproveAsync([.. ordered.Select(p => p.Plan)]);
        foreach ((PlannedLife planned, LifePlan plan) in ordered.Zip(approved))
            planned.Plan = plan;
    }

    private sealed class PlannedLife(
        CardLife life, Operation operation, string description, PlannedLife.Order order)
        : Planned<TemporaryCard>(
            operation,
            description,
            $"{description}?",
            (events, _) => life.ApplyAsync(order.Plan, events))
    {
        public LifePlan Plan
        {
            get => order.Plan;
            set => order.Plan = value;
        }

        /// <summary>What is ordered; the name of a second operator comes later.</summary>
        public sealed class Order(LifePlan plan)
        {
            public LifePlan Plan { get; set; } = plan;
        }
    }
}
