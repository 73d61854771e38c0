using System.Runtime.InteropServices;

namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>PCSC.framework on macOS: DWORD, LONG and handles have 32 bits, names are UTF-8.</summary>
internal sealed unsafe class ApplePcscApi : ISCardApi
{
    private const int MaxAtrSize = 33;

    public bool TellsReaderListChanges => false;

    public SCardError EstablishContext(out nint context)
    {
        int error = ApplePcsc.SCardEstablishContext(ApplePcsc.ScopeSystem, 0, 0, out int handle);
        context = handle;
        return (SCardError)error;
    }

    public SCardError ReleaseContext(nint context) => (SCardError)ApplePcsc.SCardReleaseContext((int)context);

    public SCardError ListReaders(nint context, out IReadOnlyList<string> readers)
    {
        readers = [];
        SCardError error;
        do
        {
            uint length = 0;
            error = (SCardError)ApplePcsc.SCardListReaders((int)context, null, null, ref length);
            if (error != SCardError.Success)
                return error;
            byte[] names = new byte[length];
            fixed (byte* p = names)
                error = (SCardError)ApplePcsc.SCardListReaders((int)context, null, p, ref length);
            if (error == SCardError.Success)
                readers = MultiString.Parse(names);
        }
        while (error == SCardError.InsufficientBuffer);
        return error;
    }

    public SCardError GetStatusChange(nint context, uint timeout, IReadOnlyList<SCardReaderState> states)
    {
        ApplePcsc.ReaderState* native = stackalloc ApplePcsc.ReaderState[states.Count];
        new Span<ApplePcsc.ReaderState>(native, states.Count).Clear();
        try
        {
            for (int i = 0; i < states.Count; i++)
            {
                native[i].Reader = Marshal.StringToCoTaskMemUTF8(states[i].Reader);
                native[i].CurrentState = (uint)states[i].Current;
            }

            var error = (SCardError)ApplePcsc.SCardGetStatusChange((int)context, timeout, native, (uint)states.Count);
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

    public SCardError Cancel(nint context) => (SCardError)ApplePcsc.SCardCancel((int)context);

    public SCardError Connect(
        nint context,
        string reader,
        SCardShareMode share,
        SCardProtocol protocols,
        out nint card,
        out SCardProtocol active)
    {
        int error = ApplePcsc.SCardConnect(
            (int)context, reader, (uint)share, (uint)protocols, out int handle, out uint protocol);
        card = handle;
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
        int error = ApplePcsc.SCardReconnect(
            (int)card, (uint)share, (uint)protocols, (uint)initialization, out uint protocol);
        active = (SCardProtocol)protocol;
        return (SCardError)error;
    }

    public SCardError Disconnect(nint card, SCardDisposition disposition) =>
        (SCardError)ApplePcsc.SCardDisconnect((int)card, (uint)disposition);

    public SCardError BeginTransaction(nint card) => (SCardError)ApplePcsc.SCardBeginTransaction((int)card);

    public SCardError EndTransaction(nint card, SCardDisposition disposition) =>
        (SCardError)ApplePcsc.SCardEndTransaction((int)card, (uint)disposition);

    public SCardError Status(nint card, out byte[] atr)
    {
        byte* buffer = stackalloc byte[MaxAtrSize];
        uint length = MaxAtrSize;
        uint nameLength = 0;
        var error = (SCardError)ApplePcsc.SCardStatus(
            (int)card, null, ref nameLength, out _, out _, buffer, ref length);
        atr = error == SCardError.Success ? new ReadOnlySpan<byte>(buffer, (int)length).ToArray() : [];
        return error;
    }

    public SCardError Transmit(
        nint card, SCardProtocol active, ReadOnlySpan<byte> command, Span<byte> response, out int length)
    {
        var header = new ApplePcsc.IoRequest((uint)active, (uint)sizeof(ApplePcsc.IoRequest));
        uint received = (uint)response.Length;
        fixed (byte* send = command)
        fixed (byte* receive = response)
        {
            int error = ApplePcsc.SCardTransmit(
                (int)card, &header, send, (uint)command.Length, null, receive, ref received);
            length = (int)received;
            return (SCardError)error;
        }
    }

    public SCardError Control(nint card, SCardControl function, Span<byte> output, out int length)
    {
        uint code = function.IsFunction ? 0x42000000 + function.Value : function.Value;
        fixed (byte* receive = output)
        {
            int error = ApplePcsc.SCardControl132(
                (int)card, code, null, 0, receive, (uint)output.Length, out uint received);
            length = (int)received;
            return (SCardError)error;
        }
    }
}
