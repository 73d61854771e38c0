using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Devices.Piv;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A body that failed between its management key and its CHUID.</summary>
public sealed class TornBodyTests
{
    /// <summary>SET MANAGEMENT KEY, and CHUID, which is torn away.</summary>
    private const byte SetManagementKey = 0xFF;

    [Theory]
    [InlineData(true, CardExtensions.All)]
    [InlineData(true, CardExtensions.SetManagementKey)]
    [InlineData(false, CardExtensions.All)]
    [InlineData(false, CardExtensions.SetManagementKey | CardExtensions.Serial)]
    public async Task It_is_recognized_by_its_key_and_made_into_a_card(bool byGuid, CardExtensions extensions)
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        using var station = new TornStation(byGuid, extensions);
        IssuanceContext context = workshop.Session.Context with { Stations = station };
        IssuancePlan plan = await context.Planner().PlanAsync(
            new IssuanceRequest { CardNumbers = cards, Print = false }, workshop, default);
        var issuance = new BatchIssuance(context);
        CardBatch batch = await issuance.StartAsync(plan, workshop, default);
        CardProduction torn = Assert.Single(batch.Productions);
        Assert.Equal(ErrorIds.CardRemoved, torn.ErrorId);

        batch = await issuance.RepeatAsync(
            new RepeatRequest { BatchId = batch.Id, Reason = "test" }, workshop, default);

        Assert.True(batch.Unassigned == 1, batch.Productions[^1].Message);
        Assert.Contains(workshop.Events<CardStep>(), e => e.Step == new ChipStep("recognized", torn.Id));
        AuditEvent told = Assert.Single(await workshop.Session.Store
            .ReadAuditAsync(new AuditQuery { Kinds = [AuditKinds.BodyRecognized] }, default).ToListAsync());
        Assert.Contains(torn.Id, told.Detail, StringComparison.Ordinal);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_body_with_a_key_of_no_production_is_refused()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        using var station = new TornStation(byGuid: true, CardExtensions.All, managementKey: new byte[24]);
        IssuanceContext context = workshop.Session.Context with { Stations = station };
        IssuancePlan plan = await context.Planner().PlanAsync(
            new IssuanceRequest { CardNumbers = cards, Print = false }, workshop, default);

        CardBatch batch = await new BatchIssuance(context).StartAsync(plan, workshop, default);

        Assert.Equal(ErrorIds.ManagementKeyWrong, Assert.Single(batch.Productions).ErrorId);
    }

    /// <summary>Has one body, which is torn out the first time right after its management key was set.</summary>
    private sealed class TornStation : IStationCatalog, ICardStation, IDisposable
    {
        private readonly VirtualPivCard _card;
        private readonly PivOptions _options;
        private bool _isSet;

        public TornStation(bool byGuid, CardExtensions extensions, byte[]? managementKey = null)
        {
            _options = new PivOptions
            {
                IgnoresSerialNumber = byGuid,
                ManagementKey = new DerivedManagementKey(new SecretBytes(new byte[32])),
            };
            var blank = new VirtualCardOptions { Serial = 4711, Extensions = extensions };
            _card = new VirtualPivCard(managementKey is null ? blank : blank with { ManagementKey = managementKey });
        }

        public string Name => "desk-1";

        public IReadOnlyList<string> Names => [Name];

        public ChipCapabilities Capabilities => PivDriver.Chip;

        public ProductionStation Open(string name) => new(name, this, Printer: null);

        public ICardPrinter? PrinterOf(string name) => null;

        public Task<StationStatus> GetStatusAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new StationStatus { Name = Name, Reader = "virtual", Ready = true, CardPresent = true });

        public Task<ICardBody> LoadAsync(Action<string> prompt, CancellationToken cancellationToken)
        {
            _card.Insert();
            return Task.FromResult<ICardBody>(PivCardBody.Open(
                new QuirkyConnection(_card.Connect(), Answer), _options, (_, _) => Task.CompletedTask));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public void Dispose() => _options.Dispose();

        private byte[] Answer(byte[] command, Func<byte[], byte[]> inner)
        {
            if (command[1] != SetManagementKey || _isSet)
                return inner(command);
            _isSet = true;
            inner(command);
            _card.Remove();
            return inner(command);
        }
    }
}
