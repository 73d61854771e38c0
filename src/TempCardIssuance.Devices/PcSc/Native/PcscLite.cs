using System.Runtime.InteropServices;

namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>libpcsclite.so.1 (winscard.h, pcsclite.h of pcsc-lite).</summary>
internal static unsafe partial class PcscLite
{
    public const nuint ScopeSystem = 2;

    private const string Library = "libpcsclite.so.1";

    /// <summary>SCARD_READERSTATE: natural alignment, ATR of 33 bytes; 80 bytes on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ReaderState
    {
        public nint Reader;
        public nint UserData;
        public nuint CurrentState;
        public nuint EventState;
        public nuint AtrLength;
        public fixed byte Atr[33];
    }

    /// <summary>SCARD_IO_REQUEST.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct IoRequest(nuint Protocol, nuint PciLength);

    [LibraryImport(Library)]
    public static partial nint SCardEstablishContext(nuint scope, nint reserved1, nint reserved2, out nint context);

    [LibraryImport(Library)]
    public static partial nint SCardReleaseContext(nint context);

    [LibraryImport(Library)]
    public static partial nint SCardListReaders(nint context, byte* groups, byte* readers, ref nuint length);

    [LibraryImport(Library)]
    public static partial nint SCardGetStatusChange(nint context, nuint timeout, ReaderState* states, nuint count);

    [LibraryImport(Library)]
    public static partial nint SCardCancel(nint context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint SCardConnect(
        nint context, string reader, nuint share, nuint protocols, out nint card, out nuint active);

    [LibraryImport(Library)]
    public static partial nint SCardReconnect(
        nint card, nuint share, nuint protocols, nuint initialization, out nuint active);

    [LibraryImport(Library)]
    public static partial nint SCardDisconnect(nint card, nuint disposition);

    [LibraryImport(Library)]
    public static partial nint SCardBeginTransaction(nint card);

    [LibraryImport(Library)]
    public static partial nint SCardEndTransaction(nint card, nuint disposition);

    [LibraryImport(Library)]
    public static partial nint SCardStatus(
        nint card,
        byte* readers,
        ref nuint readersLength,
        out nuint state,
        out nuint protocol,
        byte* atr,
        ref nuint atrLength);

    [LibraryImport(Library)]
    public static partial nint SCardTransmit(
        nint card,
        IoRequest* sendHeader,
        byte* command,
        nuint commandLength,
        IoRequest* receiveHeader,
        byte* response,
        ref nuint responseLength);

    [LibraryImport(Library)]
    public static partial nint SCardControl(
        nint card,
        nuint code,
        byte* input,
        nuint inputLength,
        byte* output,
        nuint outputLength,
        out nuint returned);
}
