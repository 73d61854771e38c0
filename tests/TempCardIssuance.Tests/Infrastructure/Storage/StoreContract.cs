using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>What every store must do, whatever database is behind it.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    protected const string Batch = "B-000001";
    protected const string Holder = "host/1";

    // Not a whole number of microseconds, and not UTC, to see that nothing is lost.
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.FromHours(2));
    protected static readonly DateTimeOffset Start = Noon.AddTicks(4567);

    private readonly ManualTime _time = new(Start);

    protected ICardStore Store { get; private set; } = null!;

    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        Store = Open(_time);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await CleanUpAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes an empty database for one test.</summary>
    protected abstract Task PrepareAsync();

    protected abstract Task CleanUpAsync();

    /// <summary>A store on the test's database; several may be open at once.</summary>
    protected abstract ICardStore Open(TimeProvider time);

    /// <summary>Whom the database knows the store as.</summary>
    protected abstract string? Account { get; }

    /// <summary>Runs a statement behind the store's back.</summary>
    protected abstract Task ExecuteAsync(string sql);

    protected static AddCard Add(
        string number, int priority = 0, string? site = null, string? requestedBy = null, DateTimeOffset? at = null) =>
        new(
            new CardRequest { CardNumber = number, Priority = priority, Site = site, RequestedBy = requestedBy },
            at ?? Start);

    protected static AuditEvent Event(string kind, string? card = null, string? batch = null) =>
        new() { At = Start, Operator = "olga", Kind = kind, CardNumber = card, BatchId = batch };

    protected static MoveCard Claim(string number, string batch = Batch) =>
        new(number, CardState.Requested, CardState.InProduction, Start) { ToBatch = batch };

    protected static MoveCard Done(string number, CardState to, string batch = Batch) =>
        new(number, CardState.InProduction, to, Start) { FromBatch = batch, ToBatch = batch };

    protected static OpenBatch OpenBatch(string id = Batch, DateTimeOffset? at = null, string by = "olga") =>
        new(id, by, new BatchOptions { Certificates = ["authentication"], PinLength = 8 }, at ?? Start);

    protected static CardProduction Production(
        string id, string card = "T-1", int attempt = 1, string? body = null, Guid? cardGuid = null) => new()
        {
            Id = id,
            BatchId = Batch,
            CardNumber = card,
            Attempt = attempt,
            Station = "desk-1",
            State = ProductionState.Started,
            StartedAt = Start,
            BodyId = body,
            CardGuid = cardGuid,
            ManagementKey = "SP 800-108 from master 3F2A9C01",
        };

    protected static CardCertificate Certificate(string serial, string production = "P-1") => new()
    {
        ProductionId = production,
        BatchId = Batch,
        CardNumber = "T-1",
        Profile = "authentication",
        Slot = "9A",
        Authority = "local",
        SerialNumber = serial,
        Subject = "CN=Temporary card T-1",
        NotBefore = Start,
        NotAfter = Start.AddDays(14),
        State = CertificateState.Active,
        Pem = "-----BEGIN CERTIFICATE-----\nMAD/\n-----END CERTIFICATE-----",
    };

    protected Task<IReadOnlyList<string>> ApplyAsync(params StoreChange[] changes) =>
        Store.ApplyAsync(new ChangeSet(changes, []), None);

    /// <summary>
    /// A batch that has claimed these cards, made for it; <see cref="Holder"/> has all of them in hand.
    /// </summary>
    protected async Task OpenBatchOfAsync(params string[] numbers)
    {
        await ApplyAsync(
        [
            .. numbers.Select(number => Add(number)),
            OpenBatch(),
            new JoinBatch(Batch, Holder, Start.AddSeconds(30)),
            .. numbers.Select(number => Claim(number)),
        ]);
        foreach (string number in numbers)
            Assert.Equal(number, (await Store.TakeCardAsync(Batch, Holder, null, None))!.Card.CardNumber);
    }

    protected async Task<TempCardException> ThrowsAsync(string errorId, params StoreChange[] changes)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => ApplyAsync(changes));
        Assert.Equal(errorId, error.ErrorId);
        Assert.False(string.IsNullOrWhiteSpace(error.Remedy?.ToString()));
        return error;
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (T item in items)
            list.Add(item);
        return list;
    }
}
