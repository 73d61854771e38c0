using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>Key 9B, the PIV Card Application Administration Key.</summary>
internal sealed class ManagementKey(ManagementAlgorithm algorithm, ReadOnlySpan<byte> key)
{
    /// <summary>SP 800-78-4, table 6-2: 00 names 3 Key Triple DES just as 03 does.</summary>
    private const byte DefaultAlgorithm = 0x00;

    private readonly byte[] _key = key.ToArray();

    public ManagementAlgorithm Algorithm { get; } = algorithm;

    /// <summary>Length of witness, challenge and response.</summary>
    public int BlockSize => Algorithm == ManagementAlgorithm.TripleDes ? 8 : 16;

    /// <summary>Key length in bytes; null for an algorithm that there is not.</summary>
    public static int? KeyLength(ManagementAlgorithm algorithm) => algorithm switch
    {
        ManagementAlgorithm.TripleDes or ManagementAlgorithm.Aes192 => 24,
        ManagementAlgorithm.Aes128 => 16,
        ManagementAlgorithm.Aes256 => 32,
        _ => null,
    };

    public bool IsFor(byte algorithm) =>
        (byte)Algorithm == algorithm
        || (algorithm == DefaultAlgorithm && Algorithm == ManagementAlgorithm.TripleDes);

    public bool Matches(ReadOnlySpan<byte> key) => CryptographicOperations.FixedTimeEquals(_key, key);

    /// <summary>One block in ECB mode.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "SP 800-78-4 and the cards in the field have 3DES for 9B.")]
    public byte[] Encrypt(byte[] block)
    {
        using SymmetricAlgorithm cipher =
            Algorithm == ManagementAlgorithm.TripleDes ? TripleDES.Create() : Aes.Create();
        cipher.Mode = CipherMode.ECB;
        cipher.Padding = PaddingMode.None;
        // Not through the Key property: that refuses the very key that 3DES blanks come with, as a weak one.
        using ICryptoTransform transform = cipher.CreateEncryptor(_key, rgbIV: null);
        return transform.TransformFinalBlock(block, 0, block.Length);
    }

    public void Clear() => CryptographicOperations.ZeroMemory(_key);
}
