using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>
/// PC/SC on a computer where another program resets the card: before the n-th command a second connection is made and
/// ended with a reset. Cards are shared, or pcscd would not let the neighbour in.
/// </summary>
internal sealed class RudeNeighbour(ISCardApi inner, string reader, int atCommand) : ISCardApi
{
    private int _commands;

    public bool HasReset => _commands >= atCommand;

    public bool TellsReaderListChanges => inner.TellsReaderListChanges;

    public SCardError EstablishContext(out nint context) => inner.EstablishContext(out context);

    public SCardError ReleaseContext(nint context) => inner.ReleaseContext(context);

    public SCardError ListReaders(nint context, out IReadOnlyList<string> readers) =>
        inner.ListReaders(context, out readers);

    public SCardError GetStatusChange(nint context, uint timeout, IReadOnlyList<SCardReaderState> states) =>
        inner.GetStatusChange(context, timeout, states);

    public SCardError Cancel(nint context) => inner.Cancel(context);

    public SCardError Connect(
        nint context,
        string name,
        SCardShareMode share,
        SCardProtocol protocols,
        out nint card,
        out SCardProtocol active) =>
        inner.Connect(context, name, SCardShareMode.Shared, protocols, out card, out active);

    public SCardError Reconnect(
        nint card,
        SCardShareMode share,
        SCardProtocol protocols,
        SCardDisposition initialization,
        out SCardProtocol active) =>
        inner.Reconnect(card, SCardShareMode.Shared, protocols, initialization, out active);

    public SCardError Disconnect(nint card, SCardDisposition disposition) => inner.Disconnect(card, disposition);

    public SCardError BeginTransaction(nint card) => inner.BeginTransaction(card);

    public SCardError EndTransaction(nint card, SCardDisposition disposition) =>
        inner.EndTransaction(card, disposition);

    public SCardError Status(nint card, out byte[] atr) => inner.Status(card, out atr);

    public SCardError Transmit(
        nint card, SCardProtocol active, ReadOnlySpan<byte> command, Span<byte> response, out int length)
    {
        if (++_commands == atCommand)
            ResetCard();
        return inner.Transmit(card, active, command, response, out length);
    }

    public SCardError Control(nint card, SCardControl function, Span<byte> output, out int length) =>
        inner.Control(card, function, output, out length);

    private void ResetCard()
    {
        Assert.Equal(SCardError.Success, inner.EstablishContext(out nint context));
        Assert.Equal(
            SCardError.Success,
            inner.Connect(context, reader, SCardShareMode.Shared, SCardProtocol.Any, out nint card, out _));
        Assert.Equal(SCardError.Success, inner.Disconnect(card, SCardDisposition.Reset));
        inner.ReleaseContext(context);
    }
}
