namespace TempCardIssuance.Core.Pins;

/// <summary>How many digits a PIN or PUK may have.</summary>
public sealed record DigitRange(int Min, int Max)
{
    /// <summary>Whether a number of digits is within the limits, both included.</summary>
    public bool Contains(int length) => length >= Min && length <= Max;

    /// <summary>Such as <c>6 to 8</c>.</summary>
    public override string ToString() => Min == Max ? $"{Min}" : $"{Min} to {Max}";
}
