using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices;

/// <summary>
/// Knows one kind of chip: what can be put on it, and how. Made from its options and shared by all stations, so its
/// members may be called from several threads.
/// </summary>
public abstract class CardDriver : IDisposable
{
    /// <summary>What every card of this kind can do.</summary>
    public abstract ChipCapabilities Capabilities { get; }

    /// <summary>Connects to a card's application and reads what identifies the card. Writes nothing.</summary>
    /// <param name="connection">Owned by the body from here on, and closed if this throws.</param>
    /// <param name="eject">What the station does to let go of the card.</param>
    /// <param name="trace">
    /// Is given every command and response, with secret data masked; null: nobody wants them.
    /// </param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardNotSupported"/>, <see cref="ErrorIds.CardError"/> or <see cref="ErrorIds.CardRemoved"/>.
    /// </exception>
    public abstract ICardBody Open(
        ICardConnection connection, Func<CardTray, CancellationToken, Task> eject, Action<string>? trace = null);

    /// <summary>Looks at a card, changes nothing on it and tries no key.</summary>
    /// <param name="connection">Stays the caller's.</param>
    /// <param name="trace">As with <see cref="Open"/>.</param>
    /// <exception cref="TempCardException">As with <see cref="Open"/>.</exception>
    public abstract CardLook Inspect(ICardConnection connection, Action<string>? trace = null);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>What a driver tells of a card without changing it.</summary>
/// <param name="Kind">Blank, Ours, Foreign or Unknown.</param>
/// <param name="Details">By name: serial, version, algorithms, tries left.</param>
public sealed record CardLook(string Kind, IReadOnlyDictionary<string, string> Details);
