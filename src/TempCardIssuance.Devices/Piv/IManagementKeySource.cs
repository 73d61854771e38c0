using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Says which management key an issued card gets.</summary>
public interface IManagementKeySource
{
    /// <summary>Where the keys come from, for the record; never a key.</summary>
    string Description { get; }

    /// <summary>The key for a body, to be disposed of by the caller; null: it keeps the one it has.</summary>
    /// <param name="body">See <see cref="PivCardBody.Id"/>; where a blank has none, the one that it gets.</param>
    /// <param name="algorithm">What the card uses its management key for; gives the length.</param>
    SecretBytes? GetKey(BodyIdentity body, PivAlgorithm algorithm);
}

/// <summary>Cards keep the management key that blanks arrive with.</summary>
internal sealed class TransportManagementKey : IManagementKeySource
{
    public string Description => "as on the blank";

    public SecretBytes? GetKey(BodyIdentity body, PivAlgorithm algorithm) => null;
}
