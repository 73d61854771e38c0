using TempCardIssuance.Core.Collections;

namespace TempCardIssuance.Core.Batches;

/// <summary>What holds for every card of a batch, settled when the batch is opened and kept for its repeats.</summary>
public sealed record BatchOptions
{
    /// <summary>Digits of the PIN.</summary>
    public int PinLength { get; init; } = 6;

    /// <summary>Digits of the PUK.</summary>
    public int PukLength { get; init; } = 8;

    /// <summary>Whether the chip is written.</summary>
    public bool Encode { get; init; } = true;

    /// <summary>Names of certificate profiles; empty where <see cref="Encode"/> is off.</summary>
    public IReadOnlyList<string> Certificates
    {
        get;
        init => field = ReadableList.Of(value);
    } = ReadableList.Of<string>([]);

    /// <summary>Whether the faces are printed.</summary>
    public bool Print { get; init; } = true;

    /// <summary>Names of the stations that work on the batch; none: it was queued, for those of any computer.</summary>
    public IReadOnlyList<string> Stations
    {
        get;
        init => field = ReadableList.Of(value);
    } = ReadableList.Of<string>([]);

    /// <summary>For how many days the cards are valid, from the day they are made.</summary>
    public int ValidityDays { get; init; } = 14;

    /// <summary>What holds, in words, a line each; the stations are left out.</summary>
    public IReadOnlyList<string> ToLines() =>
    [
        Encode
            ? $"Encode: PIN of {PinLength} and PUK of {PukLength} digits, certificates: "
                + (Certificates.Count == 0 ? "none" : string.Join(", ", Certificates))
            : "Encode: no",
        $"Print: {(Print ? "yes" : "no")}",
        $"Valid for {ValidityDays} day(s)",
    ];

    public override string ToString() => string.Join("; ", ToLines());
}
