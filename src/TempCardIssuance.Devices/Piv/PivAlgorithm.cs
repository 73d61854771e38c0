using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Algorithm identifiers of SP 800-78-4, table 6-2.</summary>
public enum PivAlgorithm
{
    None = 0,
    TripleDes = 0x03,
    Rsa2048 = 0x07,
    Aes128 = 0x08,
    Aes192 = 0x0A,
    Aes256 = 0x0C,
    EccP256 = 0x11,
    EccP384 = 0x14,
}

public static class PivAlgorithms
{
    /// <summary>What a management key can be for, the most widespread first.</summary>
    public static IReadOnlyList<PivAlgorithm> ManagementKeys { get; } =
        [PivAlgorithm.TripleDes, PivAlgorithm.Aes192, PivAlgorithm.Aes128, PivAlgorithm.Aes256];

    public static PivAlgorithm ForKey(KeyType keyType) => keyType switch
    {
        KeyType.Rsa2048 => PivAlgorithm.Rsa2048,
        KeyType.EccP256 => PivAlgorithm.EccP256,
        KeyType.EccP384 => PivAlgorithm.EccP384,
        _ => throw new ArgumentOutOfRangeException(nameof(keyType), keyType, message: null),
    };

    public static bool IsForKeyPairs(PivAlgorithm algorithm) =>
        algorithm is PivAlgorithm.Rsa2048 or PivAlgorithm.EccP256 or PivAlgorithm.EccP384;

    /// <summary>Bytes of a management key; 0 for an algorithm that no management key is for.</summary>
    public static int ManagementKeyLength(PivAlgorithm algorithm) => algorithm switch
    {
        PivAlgorithm.Aes128 => 16,
        PivAlgorithm.TripleDes or PivAlgorithm.Aes192 => 24,
        PivAlgorithm.Aes256 => 32,
        _ => 0,
    };

    public static string Name(PivAlgorithm algorithm) => algorithm switch
    {
        PivAlgorithm.TripleDes => "3DES",
        PivAlgorithm.Rsa2048 => "RSA-2048",
        PivAlgorithm.Aes128 => "AES-128",
        PivAlgorithm.Aes192 => "AES-192",
        PivAlgorithm.Aes256 => "AES-256",
        PivAlgorithm.EccP256 => "P-256",
        PivAlgorithm.EccP384 => "P-384",
        // Not for use here any more, or not yet, but told by cards (SP 800-78-4 and its predecessors).
        (PivAlgorithm)0x00 => "3DES",
        (PivAlgorithm)0x05 => "RSA-3072",
        (PivAlgorithm)0x06 => "RSA-1024",
        _ => $"algorithm {(int)algorithm:X2}",
    };
}
