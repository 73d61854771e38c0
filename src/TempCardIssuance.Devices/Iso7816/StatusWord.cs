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
    public static readonly StatusWord FunctionNotSupported = new(0x6A81);
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

    /// <summary>Whether the card has no such command, or not this use of it.</summary>
    public bool IsOfNoSuchCommand =>
        this == InstructionNotSupported || this == ClassNotSupported || this == FunctionNotSupported;

    /// <summary>
    /// How many tries a PIN has left, if this says so: 63Cx, or 6983 for none. Some early cards say 630x.
    /// </summary>
    public int? TriesLeft => Sw1 == 0x63 && (Sw2 & 0xF0) == 0xC0 ? Sw2 & 0x0F
        : Sw1 == 0x63 && Sw2 is > 0 and < 0x10 ? Sw2
        : this == AuthenticationBlocked ? 0
        : null;

    /// <summary>What it means, in the words of ISO/IEC 7816-4.</summary>
    public string Meaning => StatusWordText.Of(this);

    /// <summary>Four hex digits.</summary>
    public override string ToString() => Value.ToString("X4", CultureInfo.InvariantCulture);
}
