using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Certificates;

/// <summary>
/// Key types a profile may ask for (SP 800-78-5, table 1, and RSA-4096 and the keys of RFC 8410, which it does not have).
/// What each is stands in <see cref="KeySpec"/>.
/// </summary>
public enum KeyType
{
    Rsa2048,
    EccP256,
    EccP384,
    Rsa3072,
    Rsa4096,
    Ed25519,
    X25519,
}

/// <summary>What keys of a type can do.</summary>
public enum KeyUse
{
    /// <summary>What their slot is for.</summary>
    AsSlot,

    /// <summary>They sign, and do nothing else.</summary>
    Signing,

    /// <summary>They agree on keys, and do nothing else.</summary>
    Agreement,
}

/// <summary>
/// What the keys of a type are, once for all who ask. A driver adds what its cards call them, and a type that no driver
/// has can't be issued.
/// </summary>
public sealed record KeySpec
{
    private KeySpec()
    {
    }

    /// <summary>One for every type of key, in the order of <see cref="KeyType"/>.</summary>
    public static IReadOnlyList<KeySpec> All { get; } =
    [
        new()
        {
            Type = KeyType.Rsa2048,
            Word = "RSA2048",
            Name = "RSA-2048",
            Hash = HashAlgorithmName.SHA256,
            RsaBits = 2048,
        },
        new()
        {
            Type = KeyType.EccP256,
            Word = "ECCP256",
            Name = "P-256",
            Hash = HashAlgorithmName.SHA256,
            Curve = "1.2.840.10045.3.1.7",
        },
        new()
        {
            Type = KeyType.EccP384,
            Word = "ECCP384",
            Name = "P-384",
            Hash = HashAlgorithmName.SHA384,
            Curve = "1.3.132.0.34",
        },
        new()
        {
            Type = KeyType.Rsa3072,
            Word = "RSA3072",
            Name = "RSA-3072",
            Hash = HashAlgorithmName.SHA256,
            RsaBits = 3072,
        },
        new()
        {
            Type = KeyType.Rsa4096,
            Word = "RSA4096",
            Name = "RSA-4096",
            Hash = HashAlgorithmName.SHA256,
            RsaBits = 4096,
        },
        new()
        {
            Type = KeyType.Ed25519,
            Word = "ED25519",
            Name = "Ed25519",
            Hash = HashAlgorithmName.SHA512,
            Identifier = "1.3.101.112",
            Use = KeyUse.Signing,
        },
        new()
        {
            Type = KeyType.X25519,
            Word = "X25519",
            Name = "X25519",
            Hash = HashAlgorithmName.SHA512,
            Identifier = "1.3.101.110",
            Use = KeyUse.Agreement,
        },
    ];

    public required KeyType Type { get; init; }

    /// <summary>How a configuration says it.</summary>
    public required string Word { get; init; }

    /// <summary>What the standards call it, for texts.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The hash that goes with it (SP 800-78-4, table 3-2); an Ed25519 key takes it itself (RFC 8032, 5.1).
    /// </summary>
    public required HashAlgorithmName Hash { get; init; }

    /// <summary>Length of an RSA modulus in bits; null for other keys.</summary>
    public int? RsaBits { get; init; }

    /// <summary>Object identifier of an elliptic curve (RFC 5480, 2.1.1.1); null for other keys.</summary>
    public string? Curve { get; init; }

    /// <summary>Object identifier of keys that have no parameters (RFC 8410, 3); null for other keys.</summary>
    public string? Identifier { get; init; }

    /// <summary>What such keys can do at all.</summary>
    public KeyUse Use { get; init; }

    public static KeySpec Of(KeyType type) => All.First(spec => spec.Type == type);

    /// <summary>The type of a public key; null if it is none of these, or no good.</summary>
    public static KeySpec? Of(PublicKey key)
    {
        if (All.FirstOrDefault(spec => spec.Identifier is { } id && id == key.Oid.Value) is { } bare)
            return bare;
        using RSA? rsa = key.GetRSAPublicKey();
        if (rsa is not null)
            return All.FirstOrDefault(spec => spec.RsaBits == rsa.KeySize);
        try
        {
            // Fails for points that are not on their curve.
            using ECDsa? ec = key.GetECDsaPublicKey();
            return ec?.ExportParameters(includePrivateParameters: false).Curve.Oid.Value is { } curve
                ? All.FirstOrDefault(spec => string.Equals(spec.Curve, curve, StringComparison.Ordinal))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public override string ToString() => Name;
}
