using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Virtual;

public sealed class VirtualCardStationTests
{
    [Fact]
    public async Task Bodies_are_opened_one_by_one_and_ejected_into_their_tray()
    {
        var hopper = new VirtualCardHopper(CardInReader.Blanks(2));
        await using VirtualCardStation station = Station(hopper);

        ICardBody first = await station.LoadAsync(_ => { }, CancellationToken.None);
        await first.EjectAsync(CardTray.Good, CancellationToken.None);
        ICardBody second = await station.LoadAsync(_ => { }, CancellationToken.None);
        await second.EjectAsync(CardTray.Reject, CancellationToken.None);

        Assert.Equal(first.Id?.ToString(), $"serial:{Assert.Single(hopper.Good).Options.Serial:X8}");
        Assert.Equal(second.Id?.ToString(), $"serial:{Assert.Single(hopper.Reject).Options.Serial:X8}");
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => station.LoadAsync(_ => { }, CancellationToken.None));
        Assert.Equal(ErrorIds.StationEmpty, error.ErrorId);
    }

    [Fact]
    public async Task A_card_that_fails_while_it_is_opened_goes_to_the_rejects_and_the_station_goes_on()
    {
        var torn = new VirtualPivCard(CardInReader.Options with { Faults = [new RemovalFault(2)] });
        var hopper = new VirtualCardHopper([torn, .. CardInReader.Blanks(1)]);
        await using VirtualCardStation station = Station(hopper);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => station.LoadAsync(_ => { }, CancellationToken.None));

        Assert.Equal(ErrorIds.CardRemoved, error.ErrorId);
        Assert.Single(hopper.Reject);
        Assert.NotNull((await station.LoadAsync(_ => { }, CancellationToken.None)).Id);
    }

    [Fact]
    public async Task Cancelling_before_a_card_is_fed_uses_none_up()
    {
        var hopper = VirtualCardHopper.OfBlanks(1);
        await using VirtualCardStation station = Station(hopper);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => station.LoadAsync(_ => { }, new CancellationToken(canceled: true)));

        Assert.Equal(1, hopper.Remaining);
    }

    [Fact]
    public async Task It_is_ready_while_it_has_blanks_and_says_what_to_do_without()
    {
        var hopper = VirtualCardHopper.OfBlanks(1);
        await using VirtualCardStation station = Station(hopper);

        StationStatus before = await station.GetStatusAsync(CancellationToken.None);
        hopper.Feed();
        StationStatus after = await station.GetStatusAsync(CancellationToken.None);

        Assert.True(before is { Name: "training", Reader: "virtual", Ready: true, CardPresent: true, Problem: null });
        Assert.Equal(("Blank", "1"), (before.CardKind, before.Card["cards"]));
        Assert.True(after is { Ready: false, CardPresent: false, CardKind: null, Problem: not null });
    }

    [Fact]
    public async Task A_look_leaves_the_next_card_and_its_faults_alone()
    {
        var card = new VirtualPivCard(CardInReader.Options with { Faults = [new RemovalFault(1)] });
        var hopper = new VirtualCardHopper([card]);
        await using VirtualCardStation station = Station(hopper);

        await station.GetStatusAsync(CancellationToken.None);
        await station.GetStatusAsync(CancellationToken.None);

        Assert.Equal(1, hopper.Remaining);
        await Assert.ThrowsAsync<TempCardException>(() => station.LoadAsync(_ => { }, CancellationToken.None));
        Assert.Equal(1, card.ApduCount);
    }

    private static VirtualCardStation Station(VirtualCardHopper hopper) => new("training", hopper, new SerialDriver());

    /// <summary>The least driver there can be: reads the serial number.</summary>
    private sealed class SerialDriver : CardDriver
    {
        public override ChipCapabilities Capabilities { get; } = new()
        {
            Driver = "serial",
            Pin = new(6, 8),
            Puk = new(8, 8),
            Slots = [],
            KeyManagementSlots = [],
            KeyTypes = [],
        };

        public override ICardBody Open(
            ICardConnection connection, Func<CardTray, CancellationToken, Task> eject, Action<string>? trace = null) =>
            new SerialBody(connection, eject);

        public override CardLook Inspect(ICardConnection connection, Action<string>? trace = null)
        {
            byte[] answer = connection.Transmit(Convert.FromHexString(CardInReader.SelectPiv));
            Assert.Equal("9000", Convert.ToHexString(answer[^2..]));
            return new CardLook("Blank", new Dictionary<string, string>());
        }
    }

    private sealed class SerialBody : ICardBody
    {
        public string ManagementKey => "none";

        private readonly Func<CardTray, CancellationToken, Task> _eject;

        public SerialBody(ICardConnection connection, Func<CardTray, CancellationToken, Task> eject)
        {
            _eject = eject;
            connection.Transmit(Convert.FromHexString(CardInReader.SelectPiv));
            byte[] serial = connection.Transmit(Convert.FromHexString("00F8000000"));
            Id = BodyIdentity.OfSerial(serial.AsSpan(..^2));
        }

        public BodyIdentity? Id { get; }

        public Guid? CardGuid => null;

        public Task CheckBlankAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<ChipResult> EncodeAsync(
            ChipJob job, CertificateIssuer issuer, IProgress<ChipStep> progress, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task EjectAsync(CardTray tray, CancellationToken cancellationToken) => _eject(tray, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
