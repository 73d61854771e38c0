using System.Globalization;
using System.Security.Cryptography;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// The feeder of a virtual station: gives one card after the other. Cards that somebody else made it keeps when they
/// come out; blanks of its own it forgets, so that memory stays the same however many there are.
/// </summary>
internal sealed class VirtualCardHopper : IDisposable
{
    private const string SerialPrefix = "serial:";

    private static uint _lastSerial = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));

    private readonly Lock _gate = new();
    private readonly IEnumerator<VirtualPivCard> _cards;
    private readonly bool _keepsEjected;
    private readonly List<VirtualPivCard> _good = [];
    private readonly List<VirtualPivCard> _reject = [];
    private VirtualPivCard? _next;

    /// <summary>A hopper of these cards, in this order.</summary>
    public VirtualCardHopper(IReadOnlyCollection<VirtualPivCard> cards)
        : this(cards, cards.Count, keepsEjected: true)
    {
    }

    private VirtualCardHopper(IEnumerable<VirtualPivCard> cards, int count, bool keepsEjected)
    {
        _cards = cards.GetEnumerator();
        _keepsEjected = keepsEjected;
        Remaining = count;
    }

    /// <summary>Cards that have not been fed yet.</summary>
    public int Remaining { get; private set; }

    /// <summary>Cards ejected as good, oldest first. To look into one, put it back with Insert and connect.</summary>
    public IReadOnlyList<VirtualPivCard> Good => Tray(_good);

    /// <summary>Cards ejected as rejects, oldest first.</summary>
    public IReadOnlyList<VirtualPivCard> Reject => Tray(_reject);

    /// <summary>A hopper of fresh blanks, made as they are fed and forgotten when they are ejected.</summary>
    /// <param name="count">How many.</param>
    /// <param name="blank">How they leave the factory, except for the serial number; null: the defaults.</param>
    /// <param name="faults">What goes wrong with the card at a position; the first is 1.</param>
    public static VirtualCardHopper OfBlanks(
        int count,
        VirtualCardOptions? blank = null,
        IReadOnlyDictionary<int, IReadOnlyList<CardFault>>? faults = null)
    {
        blank ??= new VirtualCardOptions { Serial = 0 };
        return new VirtualCardHopper(Enumerable.Range(1, count).Select(Make), count, keepsEjected: false);

        VirtualPivCard Make(int position) => new(blank with
        {
            Serial = NextSerial(),
            Faults = faults?.GetValueOrDefault(position) ?? blank.Faults,
        });
    }

    /// <summary>What there is to say when every card has been fed.</summary>
    public static TempCardException Empty() => new(
        ErrorIds.StationEmpty,
        ErrorKind.Device,
        "The station has no more blanks.",
        "Give the virtual station more of them (cards: in the configuration), or use another station.");

    /// <summary>Puts the next card into the reader.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.StationEmpty"/>.</exception>
    public VirtualPivCard Feed() => Feed(null);

    /// <summary>
    /// The same where a body is wanted. One of its own blanks, which are forgotten, it makes once more in place of the
    /// next, as it left its factory; of cards that somebody else made it gives the next.
    /// </summary>
    /// <param name="bodyId">Such as <c>serial:0012AB34</c>; null: the next will do.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.StationEmpty"/>.</exception>
    public VirtualPivCard Feed(string? bodyId)
    {
        lock (_gate)
        {
            VirtualPivCard card = Next() ?? throw Empty();
            if (!_keepsEjected && bodyId is not null && Serial(bodyId) is { } serial)
                card = new VirtualPivCard(card.Options with { Serial = serial });
            _next = null;
            Remaining--;
            card.Insert();
            return card;
        }
    }

    /// <summary>
    /// A twin of the next card as it left its factory, to look at; null if there is none. The card itself is left
    /// alone, as every command counts for its faults.
    /// </summary>
    public VirtualPivCard? TwinOfNext()
    {
        lock (_gate)
            return Next() is { } card ? new VirtualPivCard(card.Options with { Faults = [], Timing = null }) : null;
    }

    /// <summary>Takes a card out of the reader and drops it into a tray.</summary>
    public void Eject(VirtualPivCard card, CardTray tray)
    {
        card.Remove();
        if (!_keepsEjected)
            return;
        lock (_gate)
            (tray == CardTray.Good ? _good : _reject).Add(card);
    }

    public void Dispose() => _cards.Dispose();

    /// <summary>
    /// Counts up from a random start, one count for all hoppers of the process: two processes share a number only if
    /// one starts within the few thousand that the other uses, out of four billion.
    /// </summary>
    private static uint NextSerial() => Interlocked.Increment(ref _lastSerial);

    private static uint? Serial(string bodyId) =>
        bodyId.StartsWith(SerialPrefix, StringComparison.Ordinal)
        && uint.TryParse(
            bodyId.AsSpan(SerialPrefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint serial)
            ? serial
            : null;

    private VirtualPivCard? Next() => _next ??= _cards.MoveNext() ? _cards.Current : null;

    private IReadOnlyList<VirtualPivCard> Tray(List<VirtualPivCard> tray)
    {
        lock (_gate)
            return [.. tray];
    }
}
