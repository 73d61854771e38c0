using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>What an index adds up to, up to a line of it: small, however long the index is.</summary>
/// <param name="LastLine">The last line that is in it; null: none is.</param>
/// <param name="LastHash">SHA-256 of its text, by which an index that was exchanged is noticed.</param>
/// <param name="LastPlace">See <see cref="IndexTotals.LastPlace"/>.</param>
/// <param name="LastListNumber">See <see cref="IndexTotals.LastListNumber"/>.</param>
/// <param name="RevocationCount">See <see cref="IndexTotals.RevocationCount"/>.</param>
/// <param name="Marks">How far each store was.</param>
/// <param name="Keys">What was done with each key.</param>
internal sealed record IndexState(
    IndexLine? LastLine,
    string? LastHash,
    long LastPlace,
    long LastListNumber,
    int RevocationCount,
    IReadOnlyList<StoreMark> Marks,
    IReadOnlyList<KeyTotals> Keys)
{
    public static IndexState Empty { get; } = new(null, null, 0, 0, 0, [], []);

    /// <summary>Where what comes after it begins.</summary>
    public long End => LastLine?.End ?? 0;
}

/// <summary>What was done with one of an authority's keys.</summary>
/// <param name="Key">Which, from 1.</param>
internal sealed record KeyTotals(int Key)
{
    /// <summary>The revocation list that is out now; null before the first.</summary>
    public CrlRecord? Published { get; init; }

    /// <summary>The number of its last revocation; 0: there is none.</summary>
    public int LastRevocation { get; init; }

    /// <summary>When the last of its certificates expires; null: it has signed none.</summary>
    public DateTimeOffset? LastEnd { get; init; }
}
