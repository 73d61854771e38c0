using System.Runtime.InteropServices;

namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>
/// winscard on Windows: DWORD and LONG have 32 bits, handles are as wide as a pointer, names are UTF-16.
/// </summary>
internal sealed unsafe class WinSCardApi : ISCardApi
{
    private const int MaxAtrSize = 36;

    public bool TellsReaderListChanges => true;

    public SCardError EstablishContext(out nint context) =>
        (SCardError)WinSCard.SCardEstablishContext(WinSCard.ScopeSystem, 0, 0, out context);

    public SCardError ReleaseContext(nint context) => (SCardError)WinSCard.SCardReleaseContext(context);

    public SCardError ListReaders(nint context, out IReadOnlyList<string> readers)
    {
        readers = [];
        SCardError error;
        do
        {
            uint length = 0;
            error = (SCardError)WinSCard.SCardListReadersW(context, null, null, ref length);
            if (error != SCardError.Success)
                return error;
            char[] names = new char[length];
            fixed (char* p = names)
                error = (SCardError)WinSCard.SCardListReadersW(context, null, p, ref length);
            if (error == SCardError.Success)
                readers = MultiString.Parse(names);
        }
        while (error == SCardError.InsufficientBuffer);
        return error;
    }

    public SCardError GetStatusChange(nint context, uint timeout, IReadOnlyList<SCardReaderState> states)
    {
        WinSCard.ReaderState* native = stackalloc WinSCard.ReaderState[states.Count];
        new Span<WinSCard.ReaderState>(native, states.Count).Clear();
        try
        {
            for (int i = 0; i < states.Count; i++)
            {
                native[i].Reader = Marshal.StringToCoTaskMemUni(states[i].Reader);
                native[i].CurrentState = (uint)states[i].Current;
            }

            var error = (SCardError)WinSCard.SCardGetStatusChangeW(context, timeout, native, (uint)states.Count);
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

    public SCardError Cancel(nint context) => (SCardError)WinSCard.SCardCancel(context);

    public SCardError Connect(
        nint context,
        string reader,
        SCardShareMode share,
        SCardProtocol protocols,
        out nint card,
        out SCardProtocol active)
    {
        int error = WinSCard.SCardConnectW(
            context, reader, (uint)share, (uint)protocols, out card, out uint protocol);
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
        int error = WinSCard.SCardReconnect(
            card, (uint)share, (uint)protocols, (uint)initialization, out uint protocol);
        active = (SCardProtocol)protocol;
        return (SCardError)error;
    }

    public SCardError Disconnect(nint card, SCardDisposition disposition) =>
        (SCardError)WinSCard.SCardDisconnect(card, (uint)disposition);

    public SCardError BeginTransaction(nint card) => (SCardError)WinSCard.SCardBeginTransaction(card);

    public SCardError EndTransaction(nint card, SCardDisposition disposition) =>
        (SCardError)WinSCard.SCardEndTransaction(card, (uint)disposition);

    public SCardError Status(nint card, out byte[] atr)
    {
        byte* buffer = stackalloc byte[MaxAtrSize];
        uint length = MaxAtrSize;
        uint nameLength = 0;
        var error = (SCardError)WinSCard.SCardStatusW(
            card, null, ref nameLength, out _, out _, buffer, ref length);
        atr = error == SCardError.Success ? new ReadOnlySpan<byte>(buffer, (int)length).ToArray() : [];
        return error;
    }

    public SCardError Transmit(
        nint card, SCardProtocol active, ReadOnlySpan<byte> command, Span<byte> response, out int length)
    {
        var header = new WinSCard.IoRequest((uint)active, (uint)sizeof(WinSCard.IoRequest));
        uint received = (uint)response.Length;
        fixed (byte* send = command)
        fixed (byte* receive = response)
        {
            int error = WinSCard.SCardTransmit(
                card, &header, send, (uint)command.Length, null, receive, ref received);
            length = (int)received;
            return (SCardError)error;
        }
    }

    public SCardError Control(nint card, SCardControl function, Span<byte> output, out int length)
    {
        uint code = function.IsFunction ? 0x310000 | function.Value << 2 : function.Value;
        fixed (byte* receive = output)
        {
            int error = WinSCard.SCardControl(
                card, code, null, 0, receive, (uint)output.Length, out uint received);
            length = (int)received;
            return (SCardError)error;
        }
    }
}
