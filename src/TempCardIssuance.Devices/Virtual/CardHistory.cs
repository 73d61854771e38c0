namespace TempCardIssuance.Devices.Virtual;

/// <summary>When widespread cards learned what they can do beyond SP 800-73-4.</summary>
internal static class CardHistory
{
    private static readonly Version Ever = new(0, 0, 0);

    private static readonly Dictionary<CardExtensions, Version> FirstVersions = new()
    {
        [CardExtensions.KeyPolicies] = new(4, 0, 0),
        [CardExtensions.RetiredKeys] = new(4, 0, 0),
        [CardExtensions.Attestation] = new(4, 3, 0),
        [CardExtensions.Serial] = new(5, 0, 0),
        [CardExtensions.Metadata] = new(5, 3, 0),
        [CardExtensions.MoveKey] = new(5, 7, 0),
        [CardExtensions.LargerRsa] = new(5, 7, 0),
        [CardExtensions.Curve25519] = new(5, 7, 0),
    };

    public static Version Since(CardExtensions extension) => FirstVersions.GetValueOrDefault(extension, Ever);

    /// <summary>What key 9B is in the factory: 3DES, and from 5.7 on AES-192.</summary>
    public static ManagementAlgorithm ManagementAlgorithmOf(Version version) =>
        version >= new Version(5, 7, 0) ? ManagementAlgorithm.Aes192 : ManagementAlgorithm.TripleDes;
}
