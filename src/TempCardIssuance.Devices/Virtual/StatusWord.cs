namespace TempCardIssuance.Devices.Virtual;

/// <summary>SW1 SW2, as SP 800-73-4 Part 2 gives them for each command, and ISO/IEC 7816-4, 5.6 for the rest.</summary>
public enum StatusWord : ushort
{
    Success = 0x9000,
    MoreData = 0x6100,
    TriesLeft = 0x63C0,
    WrongLength = 0x6700,
    LogicalChannelNotSupported = 0x6881,
    SecureMessagingNotSupported = 0x6882,
    LastCommandOfChainExpected = 0x6883,
    ChainingNotSupported = 0x6884,
    SecurityStatusNotSatisfied = 0x6982,
    Blocked = 0x6983,
    ConditionsNotSatisfied = 0x6985,
    IncorrectData = 0x6A80,
    FunctionNotSupported = 0x6A81,
    NotFound = 0x6A82,
    NotEnoughMemory = 0x6A84,
    IncorrectP1P2 = 0x6A86,
    ReferenceNotFound = 0x6A88,
    InstructionNotSupported = 0x6D00,
    ClassNotSupported = 0x6E00,
}
