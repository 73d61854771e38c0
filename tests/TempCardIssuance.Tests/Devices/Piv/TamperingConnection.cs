using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Changes the last data byte of a response: that to the n-th command which begins with some bytes.</summary>
internal sealed class TamperingConnection(ICardConnection inner, string header, int occurrence) : ICardConnection
{
    private int _seen;

    public ReadOnlyMemory<byte> Atr => inner.Atr;

    public bool SupportsExtendedLength => inner.SupportsExtendedLength;

    public bool HasTampered => _seen >= occurrence;

    public byte[] Transmit(ReadOnlySpan<byte> command)
    {
        byte[] response = inner.Transmit(command);
        if (Convert.ToHexString(command).StartsWith(header, StringComparison.Ordinal) && ++_seen == occurrence)
            response[^3] ^= 1;
        return response;
    }

    public void Reset() => inner.Reset();

    public void Dispose() => inner.Dispose();
}
