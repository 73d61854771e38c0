using TempCardIssuance.Core.Audit;

namespace TempCardIssuance.Core.Ports;

/// <summary>
/// How far a store is. Kept elsewhere, it shows later whether the store went back: then its trail has not got it.
/// </summary>
/// <param name="StoreId">Tells the store from others; a copy that is put back has the same.</param>
/// <param name="Head">Where its audit trail ends.</param>
public sealed record StoreMark(string StoreId, AuditHead Head);

/// <summary>What a store knows of an authority.</summary>
/// <param name="KeyId">
/// Subject key identifier of its certificate, upper-case hex (RFC 5280, 4.2.1.2); null: not known.
/// </param>
/// <param name="ListNumber">The number of the last revocation list that was seen; 0: none.</param>
/// <param name="LastPlace">The last place in the authority's record that a certificate here has; 0: none.</param>
public sealed record KnownAuthority(string? KeyId, long ListNumber, long LastPlace)
{
    /// <summary>Whether the key is kept for itself; older versions left it to the certificates.</summary>
    public bool IsRecorded { get; init; }
}
