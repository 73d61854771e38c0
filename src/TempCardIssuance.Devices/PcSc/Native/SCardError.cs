namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>Return codes of PC/SC (winscard.h, pcsclite.h) that this driver decides by.</summary>
/// <remarks>Every other code has its name in <see cref="SCardErrorText"/>.</remarks>
internal enum SCardError : uint
{
    Success = 0,

    /// <summary>ERROR_INVALID_HANDLE: what Windows says of a context whose service was started again.</summary>
    WindowsInvalidHandle = 6,

    /// <summary>ERROR_BROKEN_PIPE: over remote desktop, and where the service went away.</summary>
    WindowsBrokenPipe = 0x6D,

    /// <summary>RPC_S_SERVER_UNAVAILABLE.</summary>
    WindowsNoRpcServer = 0x6BA,

    /// <summary>RPC_S_CALL_FAILED.</summary>
    WindowsRpcFailed = 0x6BE,
    Cancelled = 0x80100002,
    InvalidHandle = 0x80100003,
    InsufficientBuffer = 0x80100008,
    UnknownReader = 0x80100009,
    Timeout = 0x8010000A,
    SharingViolation = 0x8010000B,
    NoSmartcard = 0x8010000C,
    ProtoMismatch = 0x8010000F,
    NotReady = 0x80100010,
    SystemCancelled = 0x80100012,
    CommError = 0x80100013,
    NotTransacted = 0x80100016,
    ReaderUnavailable = 0x80100017,
    Shutdown = 0x80100018,
    ReaderUnsupported = 0x8010001A,
    NoService = 0x8010001D,
    ServiceStopped = 0x8010001E,
    NoReadersAvailable = 0x8010002E,
    CommDataLost = 0x8010002F,
    ServerTooBusy = 0x80100031,
    UnsupportedCard = 0x80100065,
    UnresponsiveCard = 0x80100066,
    UnpoweredCard = 0x80100067,
    ResetCard = 0x80100068,
    RemovedCard = 0x80100069,
    SecurityViolation = 0x8010006A,
}
