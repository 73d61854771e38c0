using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Iso7816;

/// <summary>Keeps every command that reaches a card.</summary>
internal sealed class RecordingConnection(ICardConnection inner) : ICardConnection
{
    private readonly List<byte[]> _commands = [];

    public IReadOnlyList<byte[]> Commands => _commands;

    public ReadOnlyMemory<byte> Atr => inner.Atr;

    public bool SupportsExtendedLength => inner.SupportsExtendedLength;

    public byte[] Transmit(ReadOnlySpan<byte> command)
    {
        _commands.Add(command.ToArray());
        return inner.Transmit(command);
    }

    public void Reset() => inner.Reset();

    public void Dispose() => inner.Dispose();
}
