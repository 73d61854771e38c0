using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>
/// Two cards behind one connection, on both of which the application is selected: from some command on the second
/// answers, and nobody tells.
/// </summary>
internal sealed class ExchangedConnection : ICardConnection
{
    private static readonly byte[] Select = Convert.FromHexString("00A4040009A0000003080000100000");

    private readonly VirtualCardConnection _first;
    private readonly VirtualCardConnection _second;
    private readonly int _at;
    private int _count;

    /// <param name="first">Answers first.</param>
    /// <param name="second">Answers then.</param>
    /// <param name="at">From which command on, counted from 1.</param>
    public ExchangedConnection(VirtualPivCard first, VirtualPivCard second, int at)
    {
        (_first, _second, _at) = (first.Connect(), second.Connect(), at);
        Assert.Equal([0x90, 0x00], _second.Transmit(Select)[^2..]);
    }

    /// <summary>What the second card was sent, without SELECT.</summary>
    public List<string> ToSecond { get; } = [];

    public ReadOnlyMemory<byte> Atr => _first.Atr;

    public bool SupportsExtendedLength => _first.SupportsExtendedLength;

    public byte[] Transmit(ReadOnlySpan<byte> command)
    {
        if (++_count < _at)
            return _first.Transmit(command);
        ToSecond.Add(Convert.ToHexString(command));
        return _second.Transmit(command);
    }

    public void Reset()
    {
        if (_count < _at)
            _first.Reset();
        else
            _second.Reset();
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }
}
