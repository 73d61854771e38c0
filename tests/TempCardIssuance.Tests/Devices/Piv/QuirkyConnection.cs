using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Makes a strict card into one with peculiarities of its own.</summary>
/// <param name="inner">The strict card.</param>
/// <param name="answer">
/// Is given each command, and what the strict card would do with it; gives the answer of this card.
/// </param>
internal sealed class QuirkyConnection(ICardConnection inner, Func<byte[], Func<byte[], byte[]>, byte[]> answer)
    : ICardConnection
{
    public ReadOnlyMemory<byte> Atr => inner.Atr;

    public bool SupportsExtendedLength => inner.SupportsExtendedLength;

    public byte[] Transmit(ReadOnlySpan<byte> command) =>
        answer(command.ToArray(), bytes => inner.Transmit(bytes));

    public void Reset() => inner.Reset();

    public void Dispose() => inner.Dispose();
}
