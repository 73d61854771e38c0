namespace TempCardIssuance.Core.Certificates;

/// <summary>Whether a card has to prove that it made a key itself.</summary>
public enum AttestationDemand
{
    /// <summary>It is not asked.</summary>
    Off,

    /// <summary>
    /// A card that can't, or whose maker is not known, goes without. One that says something wrong fails all the same.
    /// </summary>
    WherePossible,

    /// <summary>A card that can't prove it fails.</summary>
    Required,
}

/// <summary>A card's statement that it made a key itself, verified.</summary>
/// <param name="Statement">Certificate over the key, DER, signed by the card's own key.</param>
/// <param name="Signer">Certificate of that, DER, issued by the card's maker.</param>
public sealed record KeyAttestation(ReadOnlyMemory<byte> Statement, ReadOnlyMemory<byte> Signer);
