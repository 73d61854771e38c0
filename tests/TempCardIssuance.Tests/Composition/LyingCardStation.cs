using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Devices.Piv;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// A station for cards of one maker. One of them gives out what the card before it attests, and the certificate of that
/// card's key F9 with it, so that all but the key is right.
/// </summary>
/// <param name="maker">The maker's certificate.</param>
/// <param name="liar">Which card it is, from 1.</param>
internal sealed class LyingCardStation(string maker, int liar) : IStationCatalog, ICardStation
{
    private const byte Attest = 0xF9;
    private const byte GetResponse = 0xC0;

    /// <summary>The object with the certificate of key F9.</summary>
    private static readonly byte[] AttestationObject = [0x5F, 0xFF, 0x01];

    private readonly PivOptions _options = new() { Makers = new AttestationMakers([maker]) };
    private readonly AttestationRoot _root = AttestationRoot.At(maker);
    private VirtualPivCard? _before;
    private uint _loaded;

    public string Name => "desk-1";

    public IReadOnlyList<string> Names => [Name];

    public ChipCapabilities Capabilities => PivDriver.Chip;

    public ProductionStation Open(string name) => new(name, this, Printer: null);

    public ICardPrinter? PrinterOf(string name) => null;

    public Task<StationStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new StationStatus { Name = Name, Reader = "virtual", Ready = true, CardPresent = true });

    public Task<ICardBody> LoadAsync(Action<string> prompt, CancellationToken cancellationToken)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 4711 + ++_loaded, AttestationRoot = _root });
        ICardConnection connection = _loaded == liar ? Lie(card.Connect(), _before!.Connect()) : card.Connect();
        _before = card;
        return Task.FromResult<ICardBody>(
            PivCardBody.Open(connection, _options, static (_, _) => Task.CompletedTask));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static QuirkyConnection Lie(VirtualCardConnection own, VirtualCardConnection theirs)
    {
        new PivApplication(new ConnectionChannel(theirs)).Select();
        bool isTheirs = false;
        return new QuirkyConnection(own, (command, inner) =>
        {
            isTheirs = command[1] == Attest || command.AsSpan().IndexOf(AttestationObject) > 0
                || (isTheirs && command[1] == GetResponse);
            return isTheirs ? theirs.Transmit(command) : inner(command);
        });
    }
}
