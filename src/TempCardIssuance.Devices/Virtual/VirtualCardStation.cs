using System.Globalization;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>A station without hardware. Works off its hopper, with whatever driver it is given.</summary>
/// <param name="name">The station's name in the configuration.</param>
/// <param name="capabilities">What the driver can do.</param>
/// <param name="hopper">Where cards come from and go to; stays the caller's, so that it outlives the station.</param>
/// <param name="open">
/// Makes the driver's body from a connection, reading what identifies it; the second argument ejects the card.
/// </param>
/// <param name="inspector">Looks at what the next card is.</param>
public sealed class VirtualCardStation(
    string name,
    ChipCapabilities capabilities,
    VirtualCardHopper hopper,
    CardBodyFactory open,
    CardInspector inspector) : ICardStation
{
    private static readonly Dictionary<string, string> NothingKnown = new(StringComparer.OrdinalIgnoreCase);

    public string Name => name;

    public ChipCapabilities Capabilities => capabilities;

    public Task<StationStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using VirtualCardConnection? next = hopper.TwinOfNext()?.Connect();
        CardLook? look = next is null ? null : inspector(next);
        var facts = new Dictionary<string, string>(look?.Details ?? NothingKnown, StringComparer.OrdinalIgnoreCase)
        {
            ["cards"] = hopper.Remaining.ToString(CultureInfo.InvariantCulture),
        };
        return Task.FromResult(new StationStatus
        {
            Name = name,
            Reader = "virtual",
            Ready = look is not null,
            CardPresent = look is not null,
            CardKind = look?.Kind,
            Card = facts,
            Problem = look is not null
                ? null
                : "The station has no more blanks. Give it more (cards: in the configuration).",
        });
    }

    public Task<ICardBody> LoadAsync(Action<string> prompt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        VirtualPivCard card = hopper.Feed();
        try
        {
            return Task.FromResult(open(card.Connect(), Eject));
        }
        catch
        {
            hopper.Eject(card, CardTray.Reject);
            throw;
        }

        Task Eject(CardTray tray, CancellationToken token)
        {
            hopper.Eject(card, tray);
            return Task.CompletedTask;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
