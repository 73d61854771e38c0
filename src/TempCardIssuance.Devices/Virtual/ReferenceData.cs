using System.Security.Cryptography;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>PIN or PUK with its retry counter: 8 bytes, padded with FF (SP 800-73-4 Part 2, 2.4.3).</summary>
internal sealed class ReferenceData
{
    public const int Length = 8;

    /// <summary>As many as 63CX can tell.</summary>
    public const int MostTries = 15;

    private readonly byte[] _factory = new byte[Length];
    private readonly byte[] _value = new byte[Length];

    public ReferenceData(ReadOnlySpan<byte> factory, int tries)
    {
        Pad(factory, _factory);
        ResetToFactory(tries);
    }

    /// <summary>What the retry counter starts from: the reset retry value.</summary>
    public int MaxTries { get; private set; }

    public int TriesLeft { get; private set; }

    public bool IsBlocked => TriesLeft == 0;

    /// <summary>6 to 8 digits, then FF up to 8 bytes.</summary>
    public static bool IsPaddedPin(ReadOnlySpan<byte> value) =>
        value.Length == Length && IsPin(value.TrimEnd((byte)0xFF));

    /// <summary>6 to 8 bytes of any kind but FF, then FF up to 8 bytes.</summary>
    public static bool IsPadded(ReadOnlySpan<byte> value) =>
        value.Length == Length && value.TrimEnd((byte)0xFF) is { Length: >= 6 } kept && !kept.Contains((byte)0xFF);

    /// <summary>6 to 8 digits.</summary>
    public static bool IsPin(ReadOnlySpan<byte> digits) =>
        digits.Length is >= 6 and <= Length && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>Compares, and counts nothing.</summary>
    public bool Is(ReadOnlySpan<byte> digits)
    {
        Span<byte> padded = stackalloc byte[Length];
        Pad(digits, padded);
        return CryptographicOperations.FixedTimeEquals(_value, padded);
    }

    /// <summary>Compares; counts the retry counter down if wrong, and sets it back if right.</summary>
    public bool Matches(ReadOnlySpan<byte> value)
    {
        bool matches = CryptographicOperations.FixedTimeEquals(_value, value);
        TriesLeft = matches ? MaxTries : TriesLeft - 1;
        return matches;
    }

    /// <summary>Replaces the value and sets the retry counter back.</summary>
    public void Set(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_value);
        TriesLeft = MaxTries;
    }

    public void ResetToFactory(int tries)
    {
        MaxTries = tries;
        Set(_factory);
    }

    private static void Pad(ReadOnlySpan<byte> digits, Span<byte> destination)
    {
        digits.CopyTo(destination);
        destination[digits.Length..].Fill(0xFF);
    }
}
