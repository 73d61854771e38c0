using System.Globalization;

namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>Names of return codes, as winscard.h and every forum post spell them.</summary>
internal static class SCardErrorText
{
    private static readonly Dictionary<uint, string> Names = new()
    {
        [0x00000006] = "ERROR_INVALID_HANDLE",
        [0x0000006D] = "ERROR_BROKEN_PIPE",
        [0x000006BA] = "RPC_S_SERVER_UNAVAILABLE",
        [0x000006BE] = "RPC_S_CALL_FAILED",
        [0x80100001] = "SCARD_F_INTERNAL_ERROR",
        [0x80100002] = "SCARD_E_CANCELLED",
        [0x80100003] = "SCARD_E_INVALID_HANDLE",
        [0x80100004] = "SCARD_E_INVALID_PARAMETER",
        [0x80100005] = "SCARD_E_INVALID_TARGET",
        [0x80100006] = "SCARD_E_NO_MEMORY",
        [0x80100007] = "SCARD_F_WAITED_TOO_LONG",
        [0x80100008] = "SCARD_E_INSUFFICIENT_BUFFER",
        [0x80100009] = "SCARD_E_UNKNOWN_READER",
        [0x8010000A] = "SCARD_E_TIMEOUT",
        [0x8010000B] = "SCARD_E_SHARING_VIOLATION",
        [0x8010000C] = "SCARD_E_NO_SMARTCARD",
        [0x8010000D] = "SCARD_E_UNKNOWN_CARD",
        [0x8010000E] = "SCARD_E_CANT_DISPOSE",
        [0x8010000F] = "SCARD_E_PROTO_MISMATCH",
        [0x80100010] = "SCARD_E_NOT_READY",
        [0x80100011] = "SCARD_E_INVALID_VALUE",
        [0x80100012] = "SCARD_E_SYSTEM_CANCELLED",
        [0x80100013] = "SCARD_F_COMM_ERROR",
        [0x80100014] = "SCARD_F_UNKNOWN_ERROR",
        [0x80100015] = "SCARD_E_INVALID_ATR",
        [0x80100016] = "SCARD_E_NOT_TRANSACTED",
        [0x80100017] = "SCARD_E_READER_UNAVAILABLE",
        [0x80100018] = "SCARD_P_SHUTDOWN",
        [0x80100019] = "SCARD_E_PCI_TOO_SMALL",
        [0x8010001A] = "SCARD_E_READER_UNSUPPORTED",
        [0x8010001B] = "SCARD_E_DUPLICATE_READER",
        [0x8010001C] = "SCARD_E_CARD_UNSUPPORTED",
        [0x8010001D] = "SCARD_E_NO_SERVICE",
        [0x8010001E] = "SCARD_E_SERVICE_STOPPED",
        [0x8010001F] = "SCARD_E_UNEXPECTED",
        [0x80100022] = "SCARD_E_UNSUPPORTED_FEATURE",
        [0x8010002E] = "SCARD_E_NO_READERS_AVAILABLE",
        [0x8010002F] = "SCARD_E_COMM_DATA_LOST",
        [0x80100031] = "SCARD_E_SERVER_TOO_BUSY",
        [0x80100065] = "SCARD_W_UNSUPPORTED_CARD",
        [0x80100066] = "SCARD_W_UNRESPONSIVE_CARD",
        [0x80100067] = "SCARD_W_UNPOWERED_CARD",
        [0x80100068] = "SCARD_W_RESET_CARD",
        [0x80100069] = "SCARD_W_REMOVED_CARD",
        [0x8010006A] = "SCARD_W_SECURITY_VIOLATION",
    };

    /// <summary>E.g. <c>SCARD_E_NO_SERVICE 0x8010001D</c>; only the number where the name is not known.</summary>
    public static string Name(SCardError error)
    {
        string code = string.Create(CultureInfo.InvariantCulture, $"0x{(uint)error:X8}");
        return Names.TryGetValue((uint)error, out string? name) ? $"{name} {code}" : $"PC/SC error {code}";
    }
}
