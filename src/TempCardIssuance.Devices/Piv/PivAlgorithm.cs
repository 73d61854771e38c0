using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Algorithm identifiers of SP 800-78-5, table 9; those after P-384 are of the makers of YubiKey.</summary>
public enum PivAlgorithm
{
    None = 0,
    TripleDes = 0x03,
    Rsa3072 = 0x05,
    Rsa2048 = 0x07,
    Aes128 = 0x08,
    Aes192 = 0x0A,
    Aes256 = 0x0C,
    EccP256 = 0x11,
    EccP384 = 0x14,
    Rsa4096 = 0x16,
    Ed25519 = 0xE0,
    X25519 = 0xE1,
}

/// <summary>What PIV adds to a key type.</summary>
/// <param name="Type">One that PIV cards can have.</param>
/// <param name="Algorithm">What they call it.</param>
/// <param name="Curve">What points of it must lie on; null for others.</param>
internal sealed record PivKeyType(KeyType Type, PivAlgorithm Algorithm, EllipticCurve? Curve = null)
{
    private static readonly Version LargerRsaAndCurve25519 = new(5, 7, 0);

    public static IReadOnlyList<PivKeyType> All { get; } =
    [
        new(KeyType.Rsa2048, PivAlgorithm.Rsa2048),
        new(KeyType.EccP256, PivAlgorithm.EccP256, EllipticCurve.P256),
        new(KeyType.EccP384, PivAlgorithm.EccP384, EllipticCurve.P384),
        new(KeyType.Rsa3072, PivAlgorithm.Rsa3072) { Since = LargerRsaAndCurve25519 },
        new(KeyType.Rsa4096, PivAlgorithm.Rsa4096) { Since = LargerRsaAndCurve25519 },
        new(KeyType.Ed25519, PivAlgorithm.Ed25519) { Since = LargerRsaAndCurve25519 },
        new(KeyType.X25519, PivAlgorithm.X25519) { Since = LargerRsaAndCurve25519 },
    ];

    /// <summary>
    /// From which version on cards have it that tell one (INS FD, of the makers of YubiKey); null: all cards have it
    /// (SP 800-78-4, table 3-1).
    /// </summary>
    public Version? Since { get; private init; }

    public KeySpec Spec => KeySpec.Of(Type);

    public static PivKeyType Of(KeyType type) => All.First(key => key.Type == type);

    /// <summary>Null for an algorithm that is not for key pairs, or not for use here.</summary>
    public static PivKeyType? Find(PivAlgorithm algorithm) => All.FirstOrDefault(key => key.Algorithm == algorithm);
}

internal static class PivAlgorithms
{
    /// <summary>What a management key can be for, the most widespread first.</summary>
    public static IReadOnlyList<PivAlgorithm> ManagementKeys { get; } =
        [PivAlgorithm.TripleDes, PivAlgorithm.Aes192, PivAlgorithm.Aes128, PivAlgorithm.Aes256];

    /// <summary>Bytes of a management key; 0 for an algorithm that no management key is for.</summary>
    public static int ManagementKeyLength(PivAlgorithm algorithm) => algorithm switch
    {
        PivAlgorithm.Aes128 => 16,
        PivAlgorithm.TripleDes or PivAlgorithm.Aes192 => 24,
        PivAlgorithm.Aes256 => 32,
        _ => 0,
    };

    public static string Name(PivAlgorithm algorithm) => PivKeyType.Find(algorithm)?.Spec.Name ?? algorithm switch
    {
        PivAlgorithm.TripleDes => "3DES",
        PivAlgorithm.Aes128 => "AES-128",
        PivAlgorithm.Aes192 => "AES-192",
        PivAlgorithm.Aes256 => "AES-256",
        _ => OtherName((byte)algorithm),
    };

    /// <summary>
    /// Not for use here any more, or not yet, but told by cards: SP 800-78-4, table 6-2 with its predecessors and
    /// successor, and what makers use beyond it.
    /// </summary>
    private static string OtherName(byte identifier) => identifier switch
    {
        0x00 => "3DES",
        0x06 => "RSA-1024",
        0x0E => "P-224",
        0x27 => "cipher suite 2",
        0x2E => "cipher suite 7",
        _ => $"algorithm {identifier:X2}",
    };
}
