using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>What a store and an authority know of each other.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="Known">What the store knows of it.</param>
/// <param name="Status">What it says of itself.</param>
public sealed record AuthorityComparison(string Authority, KnownAuthority Known, AuthorityStatus Status)
{
    /// <summary>Whether the store is older than the authority has seen it.</summary>
    public bool StoreWentBack { get; init; }

    /// <summary>Certificates that it has issued for the store, which does not know them; none is revoked.</summary>
    public IReadOnlyList<IssuedCertificate> Unknown { get; init; } = [];

    /// <summary>
    /// Whether it is not the authority that the store knows by this name. One that is looked after elsewhere has its key
    /// in no store, unless that was another one of this name.
    /// </summary>
    public bool HasOtherKey => Status.IsElsewhere
        ? Known.IsRecorded
        : Known.KeyId is { } known
            && known != Status.KeyId
            && !Status.EarlierKeyIds.Contains(known, StringComparer.Ordinal);

    /// <summary>Whether its record ends before what the store knows of it.</summary>
    public bool AuthorityWentBack => WentBack is not null;

    private string? WentBack => Status switch
    {
        { LastPlace: { } last } when last < Known.LastPlace =>
            $"its record has {last} certificate(s), and the store knows number {Known.LastPlace}.",
        { ListNumber: { } number } when number < Known.ListNumber =>
            $"its last revocation list has the number {number}, and the store has seen {Known.ListNumber}.",
        _ => null,
    };

    /// <summary>Why the two must not work together as they are; null where nothing is wrong.</summary>
    public TempCardException? Error()
    {
        if (HasOtherKey)
            return AuthorityErrors.KeyChanged(Authority, Known.KeyId!, Status.KeyId);
        if (WentBack is { } what)
            return AuthorityErrors.WentBack(Authority, what);
        if (StoreWentBack)
            return AuthorityErrors.StoreWentBack(Authority, Unknown.Count);
        return Unknown.Count > 0 ? AuthorityErrors.Unknown(Authority, Unknown.Count) : null;
    }
}
