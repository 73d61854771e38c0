using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Audit;
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

    public Task<IReadOnlyList<string>> GetDueHandOversAsync(
        DateTimeOffset at, IReadOnlyCollection<long> except, int limit, CancellationToken cancellationToken) =>
        _handOvers.GetDueAsync(at, except, limit, cancellationToken);

    public Task<long> GetNewestHandOverAsync(CancellationToken cancellationToken) =>
        _handOvers.GetNewestAsync(cancellationToken);

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
        LoanStage stage, DateTimeOffset after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        _upkeep.GetLoansAsync(stage, after, before, limit, cancellationToken);

    public Task<IReadOnlyList<string>> GetEndedAsync(
        DateTimeOffset at, int limit, CancellationToken cancellationToken) =>
        _upkeep.GetEndedAsync(at, limit, cancellationToken);

    public Task<IReadOnlyList<CardStock>> CountStockAsync(
        DateTimeOffset at, DateTimeOffset endingBefore, CancellationToken cancellationToken) =>
        _upkeep.CountStockAsync(at, endingBefore, cancellationToken);

    /// <summary>
    /// Wiped each time, as readers may have kept what was forgotten before from being wiped, or the process died before it.
    /// </summary>
    public async Task<int> ForgetHoldersAsync(
        DateTimeOffset before, Func<int, AuditEvent> told, CancellationToken cancellationToken)
    {
        int forgotten = await _database.WriteAsync(
            async statements =>
            {
                int count = await UpkeepChanges.ForgetAsync(statements, before);
                AuditHead? head = count == 0 ? null : await AuditAppender.AppendAsync(statements, [told(count)]);
                return new Written<int>(
                    count, IsStored: head is null ? null : later => AuditReader.HasAsync(later, head));
            },
            cancellationToken);
        await _database.WriteOneAsync(
            async connection =>
            {
                await _database.Dialect.WipeAsync(connection, cancellationToken);
                return true;
            },
            cancellationToken);
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
