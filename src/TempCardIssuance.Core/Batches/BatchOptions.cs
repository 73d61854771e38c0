using TempCardIssuance.Core.Collections;

namespace TempCardIssuance.Core.Batches;

/// <summary>What holds for every card of a batch, settled when the batch is opened and kept for its repeats.</summary>
public sealed record BatchOptions
{
    /// <summary>Digits of the PIN.</summary>
    public int PinLength { get; init; } = 6;

    /// <summary>Digits of the PUK.</summary>
    public int PukLength { get; init; } = 8;

    public bool Encode { get; init; } = true;

    /// <summary>Names of certificate profiles; empty where <see cref="Encode"/> is off.</summary>
    public IReadOnlyList<string> Certificates
    {
        get;
        init => field = ReadableList.Of(value);
    } = ReadableList.Of<string>([]);

    public bool Print { get; init; } = true;

    /// <summary>Names of the stations that work on the batch.</summary>
    public IReadOnlyList<string> Stations
    {
        get;
        init => field = ReadableList.Of(value);
    } = ReadableList.Of<string>([]);

    /// <summary>For how many days the cards are valid, from the day they are made.</summary>
    public int ValidityDays { get; init; } = 14;

    public override string ToString()
    {
        string encoding = Encode
            ? $"PIN {PinLength}, PUK {PukLength}, certificates: {string.Join(", ", Certificates)}"
            : "not encoded";
        return $"{encoding}; {(Print ? "printed" : "not printed")}; {ValidityDays} day(s)";
    }
}
