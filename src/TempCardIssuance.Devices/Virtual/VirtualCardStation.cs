using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>A station without hardware. Works off its hopper, with whatever driver it is given.</summary>
/// <param name="name">The station's name in the configuration.</param>
/// <param name="hopper">Where cards come from and go to; stays the caller's, so that it outlives the station.</param>
/// <param name="driver">For the cards; stays the caller's.</param>
/// <param name="trace">See <see cref="CardDriver.Open"/>.</param>
internal sealed class VirtualCardStation(
    string name,
    VirtualCardHopper hopper,
    CardDriver driver,
    Action<string>? trace = null) : ICardStation
{
    private static readonly Dictionary<string, string> NothingKnown = new(StringComparer.OrdinalIgnoreCase);

    public string Name => name;

    public ChipCapabilities Capabilities => driver.Capabilities;

    public Task<StationStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using VirtualCardConnection? next = hopper.TwinOfNext()?.Connect();
        CardLook? look = next is null ? null : driver.Inspect(next, trace);
        TempCardException? empty = look is null ? VirtualCardHopper.Empty() : null;
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
            Problem = empty is null ? null : $"{empty.Message} {empty.Remedy}",
        });
    }

    public Task<ICardBody> LoadAsync(Action<string> prompt, CancellationToken cancellationToken) =>
        LoadAsync(hopper.Feed, cancellationToken);

    /// <summary>A body that came back is there at once.</summary>
    public Task<ICardBody> LoadAsync(BodyWish wish, Action<string> prompt, CancellationToken cancellationToken) =>
        LoadAsync(() => hopper.Feed(wish.BodyId), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<ICardBody> LoadAsync(Func<VirtualPivCard> feed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        VirtualPivCard card = feed();
        try
        {
            return Task.FromResult(driver.Open(card.Connect(), Eject, trace));
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
}
