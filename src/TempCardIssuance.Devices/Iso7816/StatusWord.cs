using System.Globalization;

namespace TempCardIssuance.Devices.Iso7816;

/// <summary>SW1 SW2 of a response (ISO/IEC 7816-4, 5.6).</summary>
internal readonly record struct StatusWord(ushort Value)
{
    public static readonly StatusWord Success = new(0x9000);
    public static readonly StatusWord WrongLength = new(0x6700);
    public static readonly StatusWord SecurityStatusNotSatisfied = new(0x6982);
    public static readonly StatusWord AuthenticationBlocked = new(0x6983);
    public static readonly StatusWord ConditionsNotSatisfied = new(0x6985);
    public static readonly StatusWord NotFound = new(0x6A82);
    public static readonly StatusWord NotEnoughMemory = new(0x6A84);
    public static readonly StatusWord ReferenceNotFound = new(0x6A88);
    public static readonly StatusWord InstructionNotSupported = new(0x6D00);
    public static readonly StatusWord ClassNotSupported = new(0x6E00);

    public StatusWord(byte sw1, byte sw2)
        : this((ushort)((sw1 << 8) | sw2))
    {
    }

    public byte Sw1 => (byte)(Value >> 8);

    public byte Sw2 => (byte)Value;

    public bool IsSuccess => this == Success;

    /// <summary>
    /// How many tries a PIN has left, if this says so: 63Cx, or 6983 for none. Some early cards say 630x.
    /// </summary>
    public int? TriesLeft => Sw1 == 0x63 && (Sw2 & 0xF0) == 0xC0 ? Sw2 & 0x0F
        : Sw1 == 0x63 && Sw2 is > 0 and < 0x10 ? Sw2
        : this == AuthenticationBlocked ? 0
        : null;

    /// <summary>What it means, in words.</summary>
    public string Meaning => Value switch
    {
        0x9000 => "success",
        0x6300 => "verification failed",
        0x6581 => "memory failure",
        0x6700 => "wrong length",
        0x6882 => "secure messaging not supported",
        0x6883 => "last command of the chain expected",
        0x6884 => "command chaining not supported",
        0x6982 => "security status not satisfied",
        0x6983 => "authentication method blocked",
        0x6985 => "conditions of use not satisfied",
        0x6999 => "application can't be selected",
        0x6A80 => "incorrect data in the command",
        0x6A81 => "function not supported",
        0x6A82 => "data object or application not found",
        0x6A84 => "not enough memory",
        0x6A86 => "incorrect parameters P1-P2",
        0x6A88 => "referenced data or key not found",
        0x6B00 => "wrong parameters P1-P2",
        0x6D00 => "instruction not supported",
        0x6E00 => "class not supported",
        0x6F00 => "no precise diagnosis",
        _ when TriesLeft is int tries => string.Create(CultureInfo.InvariantCulture, $"{tries} tries left"),
        _ => "unknown status",
    };

    /// <summary>Four hex digits.</summary>
    public override string ToString() => Value.ToString("X4", CultureInfo.InvariantCulture);
}
