using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A station in which somebody forgets to change the card.</summary>
internal sealed class OneBodyStation : IStationCatalog, ICardStation
{
    private readonly VirtualPivCard _card = new(new VirtualCardOptions { Serial = 4711 });
    private readonly PivOptions _options = new();

    public int Encoded { get; private set; }

    public string Name => "desk-1";

    public IReadOnlyList<string> Names => [Name];

    public ChipCapabilities Capabilities => PivDriver.Chip;

    public ProductionStation Open(string name) => new(name, this, Printer: null);

    public ICardPrinter? PrinterOf(string name) => null;

    public Task<StationStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new StationStatus { Name = Name, Reader = "virtual", Ready = true, CardPresent = true });

    public Task<ICardBody> LoadAsync(Action<string> prompt, CancellationToken cancellationToken)
    {
        if (!_card.IsInserted)
            _card.Insert();
        return Task.FromResult<ICardBody>(PivCardBody.Open(
            _card.Connect(),
            _options,
            (tray, _) =>
            {
                Encoded += tray == CardTray.Good ? 1 : 0;
                return Task.CompletedTask;
            }));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
