namespace TempCardIssuance.Core.Pins;

/// <summary>Which values of digits are permitted for a PIN or PUK.</summary>
public sealed record PinPolicy
{
    /// <summary>How many digits.</summary>
    public required int Length { get; init; }

    /// <summary>The longest run that counts up or down by one, such as 123 or 321, that is still permitted.</summary>
    public int MaxSequence { get; init; } = 3;

    /// <summary>How many different digits there must be at least.</summary>
    public int MinDistinct { get; init; } = 3;

    /// <summary>Whether the values people guess first are ruled out, see <see cref="CommonPins"/>.</summary>
    public bool RefuseCommon { get; init; } = true;
}
