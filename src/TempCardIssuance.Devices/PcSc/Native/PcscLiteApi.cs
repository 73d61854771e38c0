using System.Runtime.InteropServices;

namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>pcsc-lite on Linux: DWORD and LONG are as wide as a pointer, names are UTF-8.</summary>
internal sealed unsafe class PcscLiteApi : ISCardApi
{
    private const int MaxAtrSize = 33;

    public bool TellsReaderListChanges => true;

    public SCardError EstablishContext(out nint context) =>
        (SCardError)PcscLite.SCardEstablishContext(PcscLite.ScopeSystem, 0, 0, out context);

    public SCardError ReleaseContext(nint context) => (SCardError)PcscLite.SCardReleaseContext(context);

    public SCardError ListReaders(nint context, out IReadOnlyList<string> readers)
    {
        readers = [];
        SCardError error;
        do
        {
            nuint length = 0;
            error = (SCardError)PcscLite.SCardListReaders(context, null, null, ref length);
            if (error != SCardError.Success)
                return error;
            byte[] names = new byte[length];
            fixed (byte* p = names)
                error = (SCardError)PcscLite.SCardListReaders(context, null, p, ref length);
            if (error == SCardError.Success)
                readers = MultiString.Parse(names);
        }
        while (error == SCardError.InsufficientBuffer);
        return error;
    }

    public SCardError GetStatusChange(nint context, uint timeout, IReadOnlyList<SCardReaderState> states)
    {
        PcscLite.ReaderState* native = stackalloc PcscLite.ReaderState[states.Count];
        new Span<PcscLite.ReaderState>(native, states.Count).Clear();
        try
        {
            for (int i = 0; i < states.Count; i++)
            {
                native[i].Reader = Marshal.StringToCoTaskMemUTF8(states[i].Reader);
                native[i].CurrentState = (nuint)states[i].Current;
            }

            var error = (SCardError)PcscLite.SCardGetStatusChange(context, timeout, native, (nuint)states.Count);
            for (int i = 0; i < states.Count; i++)
                states[i].Event = (SCardStates)native[i].EventState;
            return error;
        }
        finally
        {
            for (int i = 0; i < states.Count; i++)
                Marshal.FreeCoTaskMem(native[i].Reader);
        }
    }

    public SCardError Cancel(nint context) => (SCardError)PcscLite.SCardCancel(context);

    public SCardError Connect(
        nint context,
        string reader,
        SCardShareMode share,
        SCardProtocol protocols,
        out nint card,
        out SCardProtocol active)
    {
        nint error = PcscLite.SCardConnect(
            context, reader, (nuint)share, (nuint)protocols, out card, out nuint protocol);
        active = (SCardProtocol)protocol;
        return (SCardError)error;
    }

    public SCardError Reconnect(
        nint card,
        SCardShareMode share,
        SCardProtocol protocols,
        SCardDisposition initialization,
        out SCardProtocol active)
    {
        nint error = PcscLite.SCardReconnect(
            card, (nuint)share, (nuint)protocols, (nuint)initialization, out nuint protocol);
        active = (SCardProtocol)protocol;
        return (SCardError)error;
    }

    public SCardError Disconnect(nint card, SCardDisposition disposition) =>
        (SCardError)PcscLite.SCardDisconnect(card, (nuint)disposition);

    public SCardError BeginTransaction(nint card) => (SCardError)PcscLite.SCardBeginTransaction(card);

    public SCardError EndTransaction(nint card, SCardDisposition disposition) =>
        (SCardError)PcscLite.SCardEndTransaction(card, (nuint)disposition);

    public SCardError Status(nint card, out byte[] atr)
    {
        byte* buffer = stackalloc byte[MaxAtrSize];
        nuint length = MaxAtrSize;
        nuint nameLength = 0;
        var error = (SCardError)PcscLite.SCardStatus(
            card, null, ref nameLength, out _, out _, buffer, ref length);
        atr = error == SCardError.Success ? new ReadOnlySpan<byte>(buffer, (int)length).ToArray() : [];
        return error;
    }

    public SCardError Transmit(
        nint card, SCardProtocol active, ReadOnlySpan<byte> command, Span<byte> response, out int length)
    {
        var header = new PcscLite.IoRequest((nuint)active, (nuint)sizeof(PcscLite.IoRequest));
        nuint received = (nuint)response.Length;
        fixed (byte* send = command)
        fixed (byte* receive = response)
        {
            nint error = PcscLite.SCardTransmit(
                card, &header, send, (nuint)command.Length, null, receive, ref received);
            length = (int)received;
            return (SCardError)error;
        }
    }

    public SCardError Control(nint card, SCardControl function, Span<byte> output, out int length)
    {
        uint code = function.IsFunction ? 0x42000000 + function.Value : function.Value;
        fixed (byte* receive = output)
        {
            nint error = PcscLite.SCardControl(
                card, code, null, 0, receive, (nuint)output.Length, out nuint received);
            length = (int)received;
            return (SCardError)error;
        }
    }
}
