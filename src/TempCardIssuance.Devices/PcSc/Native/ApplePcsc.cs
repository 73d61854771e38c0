using System.Runtime.InteropServices;

namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>PCSC.framework (winscard.h, wintypes.h of the macOS SDK).</summary>
internal static unsafe partial class ApplePcsc
{
    public const uint ScopeSystem = 2;

    private const string Library = "/System/Library/Frameworks/PCSC.framework/PCSC";

    /// <summary>SCARD_READERSTATE: packed, ATR of 33 bytes; 61 bytes.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct ReaderState
    {
        public nint Reader;
        public nint UserData;
        public uint CurrentState;
        public uint EventState;
        public uint AtrLength;
        public fixed byte Atr[33];
    }

    /// <summary>SCARD_IO_REQUEST.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public readonly record struct IoRequest(uint Protocol, uint PciLength);

    [LibraryImport(Library)]
    public static partial int SCardEstablishContext(uint scope, nint reserved1, nint reserved2, out int context);

    [LibraryImport(Library)]
    public static partial int SCardReleaseContext(int context);

    [LibraryImport(Library)]
    public static partial int SCardListReaders(int context, byte* groups, byte* readers, ref uint length);

    [LibraryImport(Library)]
    public static partial int SCardGetStatusChange(int context, uint timeout, ReaderState* states, uint count);

    [LibraryImport(Library)]
    public static partial int SCardCancel(int context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SCardConnect(
        int context, string reader, uint share, uint protocols, out int card, out uint active);

    [LibraryImport(Library)]
    public static partial int SCardReconnect(
        int card, uint share, uint protocols, uint initialization, out uint active);

    [LibraryImport(Library)]
    public static partial int SCardDisconnect(int card, uint disposition);

    [LibraryImport(Library)]
    public static partial int SCardBeginTransaction(int card);

    [LibraryImport(Library)]
    public static partial int SCardEndTransaction(int card, uint disposition);

    [LibraryImport(Library)]
    public static partial int SCardStatus(
        int card,
        byte* readers,
        ref uint readersLength,
        out uint state,
        out uint protocol,
        byte* atr,
        ref uint atrLength);

    [LibraryImport(Library)]
    public static partial int SCardTransmit(
        int card,
        IoRequest* sendHeader,
        byte* command,
        uint commandLength,
        IoRequest* receiveHeader,
        byte* response,
        ref uint responseLength);

    /// <summary>SCardControl as it is since Mac OS X 10.5; the plain name has older parameters.</summary>
    [LibraryImport(Library)]
    public static partial int SCardControl132(
        int card,
        uint code,
        byte* input,
        uint inputLength,
        byte* output,
        uint outputLength,
        out uint returned);
}
