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

    internal LifeDesk(CardLife life, CardInReader reader)
    {
        _life = life;
        _reader = reader;
    }

    /// <inheritdoc cref="CardInReader.RecognizeAsync"/>
    public Task<string> RecognizeAsync(string station, Action<string> prompt, CancellationToken stop) =>
        _reader.RecognizeAsync(station, prompt, stop);

    /// <inheritdoc cref="CardLife.FindAsync"/>
    public IAsyncEnumerable<TemporaryCard> FindAsync(CardQuery query, CancellationToken stop) =>
        _life.FindAsync(query, stop);

    /// <inheritdoc cref="CardLife.PlanAsync"/>
    public async Task<Planned<TemporaryCard>> PlanAsync(LifeRequest request, CancellationToken stop)
    {
        LifePlan plan = await _life.PlanAsync(request, stop);
        string description = LifeWords.Describe(plan);
        return new Planned<TemporaryCard>(
            OperationOf(request),
            description,
            $"{description}?",
            (events, _) => _life.ApplyAsync(plan, events));
    }

    private static Operation OperationOf(LifeRequest request) => request switch
    {
        GrantRequest => Operation.Grant,
        ExtendRequest => Operation.Extend,
        LockRequest => Operation.Lock,
        RevokeRequest => Operation.Revoke,
        _ => Operation.TakeBack,
    };
}
