using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>Which options of a batch an operator may choose other than the configuration has them.</summary>
public sealed record OperatorRights
{
    public bool PinLength { get; init; } = true;

    public bool PukLength { get; init; } = true;

    public bool Encode { get; init; } = true;

    public bool Certificates { get; init; } = true;

    public bool Print { get; init; } = true;

    public bool Stations { get; init; } = true;

    /// <summary>No PIN may be shorter.</summary>
    public int MinPinLength { get; init; }

    /// <summary>No PUK may be shorter.</summary>
    public int MinPukLength { get; init; }

    /// <summary>What of a batch goes beyond these rights; null: nothing does.</summary>
    /// <param name="options">What was chosen.</param>
    /// <param name="defaults">As the configuration has them.</param>
    internal string? Refuses(BatchOptions options, BatchOptions defaults)
    {
        if (!Encode && options.Encode != defaults.Encode)
            return "encode";
        if (!Print && options.Print != defaults.Print)
            return "print";
        if (!Stations && options.Stations.Count > 0 && !AreSame(options.Stations, defaults.Stations))
            return "stations";
        if (!options.Encode)
            return null;
        if (!Certificates && !AreSame(options.Certificates, defaults.Certificates))
            return "certificates";
        if (options.PinLength < MinPinLength || (!PinLength && options.PinLength != defaults.PinLength))
            return "pinLength";
        return options.PukLength < MinPukLength || (!PukLength && options.PukLength != defaults.PukLength)
            ? "pukLength"
            : null;
    }

    private static bool AreSame(IReadOnlyList<string> some, IReadOnlyList<string> others) =>
        some.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(others);
}
