using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Core.Ports;

/// <summary>Which certificate an authority is to revoke.</summary>
/// <param name="SerialNumber">Upper-case hex.</param>
/// <param name="Reason">Goes on the list; the first one given counts.</param>
public sealed record RevocationOrder(string SerialNumber, RevocationReason Reason)
{
    /// <summary>
    /// The certificate, DER: an authority whose record has lost it can tell by this that it is one of its own.
    /// </summary>
    public byte[]? RawData { get; init; }

    /// <summary>Since when it is not to be trusted; null: now.</summary>
    public DateTimeOffset? At { get; init; }
}
