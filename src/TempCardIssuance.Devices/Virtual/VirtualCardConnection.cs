using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>A connection to a virtual card, made by <see cref="VirtualPivCard.Connect"/>.</summary>
internal sealed class VirtualCardConnection : ICardConnection
{
    private readonly VirtualPivCard _card;
    private CardSession _session;

    internal VirtualCardConnection(VirtualPivCard card, CardSession session)
    {
        _card = card;
        _session = session;
    }

    public ReadOnlyMemory<byte> Atr => _card.Options.Atr;

    public bool SupportsExtendedLength => _card.Options.ExtendedLength;

    public byte[] Transmit(ReadOnlySpan<byte> command) => _card.Exchange(_session, command);

    public void Reset() => _session = _card.Reset(_session);

    public void Dispose() => _card.PowerDown(_session);
}
