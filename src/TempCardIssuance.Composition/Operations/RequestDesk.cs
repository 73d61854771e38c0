using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Import;

namespace TempCardIssuance.Composition.Operations;

/// <summary>
/// What an operator can do with requests. Each call plans and changes nothing; errors say why it can't be done.
/// </summary>
public sealed class RequestDesk
{
    private readonly CardIntake _intake;
    private readonly CardsAgain _again;
    private readonly RequestImport _import;
    private readonly ICardStore _store;
    private readonly Func<IReadOnlyList<string>> _traces;

    /// <param name="intake">Adds and removes requests.</param>
    /// <param name="again">Requests cards once more that were made before.</param>
    /// <param name="store">The store.</param>
    /// <param name="traces">Finds what shows that there was a store before; asked only where this one is empty.</param>
    internal RequestDesk(
        CardIntake intake, CardsAgain again, ICardStore store, Func<IReadOnlyList<string>> traces)
    {
        _intake = intake;
        _again = again;
        _store = store;
        _traces = traces;
        _import = new RequestImport(store);
    }

    /// <summary>Requests by amount, with numbers that have not been used.</summary>
    /// <inheritdoc cref="CardIntake.NewAsync"/>
    public Planned<IReadOnlyList<TemporaryCard>> New(int amount, string pattern, CardRequest model)
    {
        CardIntake.Check(pattern, model);
        return Adding(
            Operation.NewRequest,
            $"Request {PlanWords.Count(amount)} with the next numbers of {pattern}",
            stop => _intake.NewAsync(amount, pattern, model, stop));
    }

    /// <summary>Requests with these numbers.</summary>
    public async Task<Planned<IReadOnlyList<TemporaryCard>>> NewAsync(
        IReadOnlyList<string> numbers, CardRequest model, CancellationToken stop)
    {
        CardRequest[] requests = [.. numbers.Select(n => model with { CardNumber = n })];
        await _intake.CheckAsync(requests, stop);
        return Adding(Operation.NewRequest, Describe(requests), end => _intake.AddAsync(requests, end));
    }

    /// <summary>A card that was made before, once more.</summary>
    /// <param name="number">The card.</param>
    /// <param name="newBody">Why it can't be made on its body any more; null: it is.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <inheritdoc cref="CardsAgain.PlanAsync" path="/exception"/>
    public async Task<Planned<TemporaryCard>> AgainAsync(string number, string? newBody, CancellationToken stop)
    {
        AgainPlan plan = await _again.PlanAsync(number, newBody, stop);
        string description = LifeWords.Describe(plan);
        return new Planned<TemporaryCard>(
            Operation.NewRequest,
            description,
            $"{description}?",
            (events, _) => _again.ApplyAsync(plan, events));
    }

    /// <summary>The rows of a CSV file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">See <see cref="CsvFormat"/>.</param>
    /// <param name="delimiter">See <see cref="CsvFormat"/>.</param>
    /// <exception cref="Core.Errors.TempCardException">
    /// <see cref="Core.Errors.ErrorIds.ImportInvalid"/>: it can't be read.
    /// </exception>
    public static ImportSource FromFile(string path, string? encoding = null, char? delimiter = null) =>
        new(path, RequestCsv.Read(path, new CsvFormat(encoding, delimiter)));

    /// <summary>The rows of a CSV file that somebody has sent.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="content">All of it.</param>
    /// <param name="encoding">See <see cref="CsvFormat"/>.</param>
    /// <inheritdoc cref="FromFile" path="/exception"/>
    public static ImportSource FromContent(string name, ReadOnlySpan<byte> content, string? encoding = null) =>
        new(name, RequestCsv.Read(content, new CsvFormat(encoding, Delimiter: null)));

    /// <summary>Objects with values by name.</summary>
    public static ImportSource FromObjects(IReadOnlyList<IReadOnlyDictionary<string, string>> objects) =>
        new("Object", RequestObjects.Read(objects));

    /// <summary>Rows that can't be added are in the plan, with the reasons.</summary>
    public Task<ImportPlan> ReadAsync(IReadOnlyList<ImportSource> sources, CancellationToken stop) =>
        _import.PlanAsync(sources, stop);

    /// <param name="plan">What <see cref="ReadAsync"/> gave.</param>
    /// <param name="skipInvalid">Whether to add the good rows where others are bad.</param>
    /// <exception cref="Core.Errors.TempCardException"><see cref="Core.Errors.ErrorIds.ImportInvalid"/>.</exception>
    public Planned<IReadOnlyList<TemporaryCard>> Import(ImportPlan plan, bool skipInvalid)
    {
        if (!skipInvalid)
            RequestImport.RequireAll(plan);
        return Adding(
            Operation.ImportRequest, Describe(plan.Requests), stop => _intake.AddAsync(plan.Requests, stop));
    }

    /// <inheritdoc cref="CardIntake.RemoveAsync"/>
    public async Task<Planned<TemporaryCard>> RemoveAsync(string cardNumber, CancellationToken stop)
    {
        TemporaryCard card = await _intake.PlanRemovalAsync(cardNumber, stop);
        string description = $"Remove the request of card {card.CardNumber}; its number is never used again";
        return new Planned<TemporaryCard>(
            Operation.RemoveRequest,
            description,
            $"{description}?",
            (_, end) => _intake.RemoveAsync(card.CardNumber, end));
    }

    private static string Describe(IReadOnlyList<CardRequest> requests) =>
        $"Request {PlanWords.Count(requests.Count)}: {PlanWords.Numbers([.. requests.Select(r => r.CardNumber)])}";

    private Planned<IReadOnlyList<TemporaryCard>> Adding(
        Operation operation, string description, Func<CancellationToken, Task<IReadOnlyList<TemporaryCard>>> add) =>
        new(operation, description, $"{description}?", async (events, stop) =>
        {
            if ((await _store.GetAuditHeadAsync(stop)).Sequence == 0 && _traces() is { Count: > 0 } traces)
                events.Report(new StoreBeginsAnew(traces));
            return await add(stop);
        });
}
