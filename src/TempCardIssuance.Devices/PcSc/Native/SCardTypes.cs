namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>SCARD_SHARE_*: who else may use the card at the same time.</summary>
internal enum SCardShareMode : uint
{
    Exclusive = 1,
    Shared = 2,
}

/// <summary>SCARD_PROTOCOL_*: transmission protocols of ISO/IEC 7816-3.</summary>
[Flags]
internal enum SCardProtocol : uint
{
    None = 0,
    T0 = 1,
    T1 = 2,
    Any = T0 | T1,
}

/// <summary>SCARD_*_CARD: what happens to the card when the connection ends or is renewed.</summary>
internal enum SCardDisposition : uint
{
    Leave = 0,
    Reset = 1,
    Unpower = 2,
}

/// <summary>SCARD_STATE_*; the upper 16 bits of a state count insertions and removals.</summary>
[Flags]
internal enum SCardStates : uint
{
    Unaware = 0,
    Changed = 0x0002,
    Unknown = 0x0004,
    Unavailable = 0x0008,
    Empty = 0x0010,
    Present = 0x0020,
    Exclusive = 0x0080,
    InUse = 0x0100,
    Mute = 0x0200,
}

/// <summary>One SCARD_READERSTATE, in and out.</summary>
internal sealed class SCardReaderState(string reader)
{
    /// <summary>The pseudo reader whose state changes when readers come or go.</summary>
    public const string ReaderListChange = @"\\?PnP?\Notification";

    public string Reader { get; } = reader;

    /// <summary>What the caller knows already.</summary>
    public SCardStates Current { get; set; }

    /// <summary>What it is now.</summary>
    public SCardStates Event { get; set; }
}
