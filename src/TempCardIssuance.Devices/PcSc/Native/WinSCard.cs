using System.Runtime.InteropServices;

namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>winscard.dll (winscard.h), the functions for Unicode.</summary>
internal static unsafe partial class WinSCard
{
    public const uint ScopeSystem = 2;

    private const string Library = "winscard.dll";

    /// <summary>SCARD_READERSTATE: natural alignment, ATR of 36 bytes; 64 bytes on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ReaderState
    {
        public nint Reader;
        public nint UserData;
        public uint CurrentState;
        public uint EventState;
        public uint AtrLength;
        public fixed byte Atr[36];
    }

    /// <summary>SCARD_IO_REQUEST.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct IoRequest(uint Protocol, uint PciLength);

    [LibraryImport(Library)]
    public static partial int SCardEstablishContext(uint scope, nint reserved1, nint reserved2, out nint context);

    [LibraryImport(Library)]
    public static partial int SCardReleaseContext(nint context);

    [LibraryImport(Library)]
    public static partial int SCardListReadersW(nint context, char* groups, char* readers, ref uint length);

    [LibraryImport(Library)]
    public static partial int SCardGetStatusChangeW(nint context, uint timeout, ReaderState* states, uint count);

    [LibraryImport(Library)]
    public static partial int SCardCancel(nint context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf16)]
    public static partial int SCardConnectW(
        nint context, string reader, uint share, uint protocols, out nint card, out uint active);

    [LibraryImport(Library)]
    public static partial int SCardReconnect(
        nint card, uint share, uint protocols, uint initialization, out uint active);

    [LibraryImport(Library)]
    public static partial int SCardDisconnect(nint card, uint disposition);

    [LibraryImport(Library)]
    public static partial int SCardBeginTransaction(nint card);

    [LibraryImport(Library)]
    public static partial int SCardEndTransaction(nint card, uint disposition);

    [LibraryImport(Library)]
    public static partial int SCardStatusW(
        nint card,
        char* readers,
        ref uint readersLength,
        out uint state,
        out uint protocol,
        byte* atr,
        ref uint atrLength);

    [LibraryImport(Library)]
    public static partial int SCardTransmit(
        nint card,
        IoRequest* sendHeader,
        byte* command,
        uint commandLength,
        IoRequest* receiveHeader,
        byte* response,
        ref uint responseLength);

    [LibraryImport(Library)]
    public static partial int SCardControl(
        nint card,
        uint code,
        byte* input,
        uint inputLength,
        byte* output,
        uint outputLength,
        out uint returned);
}
