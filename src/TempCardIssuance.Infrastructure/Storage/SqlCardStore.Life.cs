using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Changes;
using TempCardIssuance.Infrastructure.Storage.Life;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage;

/// <content>Cards after their production.</content>
internal sealed partial class SqlCardStore
{
    public IAsyncEnumerable<CardHandOver> FindHandOversAsync(
        HandOverQuery query, CancellationToken cancellationToken) => _handOvers.FindAsync(query, cancellationToken);

    public Task<HandOverBacklog> CountHandOversAsync(CancellationToken cancellationToken) =>
        _handOvers.CountAsync(cancellationToken);

    /// <summary>Should it be taken without anybody knowing, it is taken again when its time is over.</summary>
    public Task<CardHandOver?> TakeHandOverAsync(HandOverTaking taking, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async statements =>
            {
                long? number = await HandOverChanges.TakeAsync(statements, taking);
                return new Written<CardHandOver?>(
                    number is { } taken ? await HandOverReader.ReadAsync(statements, taken) : null);
            },
            cancellationToken);

    public Task<IReadOnlyList<CardLoan>> GetLoansAsync(
        LoanStage stage, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        _upkeep.GetLoansAsync(stage, before, limit, cancellationToken);

    public Task<IReadOnlyList<string>> GetEndedAsync(
        DateTimeOffset at, int limit, CancellationToken cancellationToken) =>
        _upkeep.GetEndedAsync(at, limit, cancellationToken);

    public Task<IReadOnlyList<CardStock>> CountStockAsync(
        DateTimeOffset at, DateTimeOffset endingBefore, CancellationToken cancellationToken) =>
        _upkeep.CountStockAsync(at, endingBefore, cancellationToken);

    public async Task<int> ForgetHoldersAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        int forgotten = await _database.WriteAsync(
            async statements => new Written<int>(await UpkeepChanges.ForgetAsync(statements, before)),
            cancellationToken);
        if (forgotten > 0)
        {
            await _database.WriteOneAsync(
                async connection =>
                {
                    await _database.Dialect.WipeAsync(connection, cancellationToken);
                    return true;
                },
                cancellationToken);
        }

        return forgotten;
    }

    public Task<DateTimeOffset?> GetUpkeepTimeAsync(CancellationToken cancellationToken) =>
        _upkeep.GetTimeAsync(cancellationToken);

    public Task<string> OrderAsync(
        string order,
        string operatorName,
        DateTimeOffset at,
        DateTimeOffset notBefore,
        CancellationToken cancellationToken) => _database.WriteAsync(
            async statements => new Written<string>(
                await UpkeepChanges.OrderAsync(statements, order, operatorName, at, notBefore)),
            cancellationToken);
}
