using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>
/// Protection by a secret that both sides have: PasswordBasedMac (RFC 9810, 5.1.3.1) and PBMAC1 (RFC 8018, 7.1).
/// </summary>
internal static class MacProtection
{
    private const int SaltLength = 16;

    /// <summary>Servers commonly refuse more; the secret has to be a long random one anyway.</summary>
    private const int PbmRounds = 10_000;

    private const int Pbmac1Rounds = 100_000;

    /// <summary>What a message may make us compute.</summary>
    private const int MostRounds = 1_000_000;

    private const int LongestKey = 64;

    private static readonly AlgorithmIdentifier Sha256 = new(new DerObjectIdentifier("2.16.840.1.101.3.4.2.1"));
    private static readonly AlgorithmIdentifier HmacSha256 =
        new(PkcsObjectIdentifiers.IdHmacWithSha256, DerNull.Instance);

    /// <summary>PasswordBasedMac with SHA-256 and a new salt.</summary>
    public static AlgorithmIdentifier NewPbm() => new(
        CmpObjectIdentifiers.passwordBasedMac,
        new PbmParameter(RandomNumberGenerator.GetBytes(SaltLength), Sha256, PbmRounds, HmacSha256));

    /// <summary>PBMAC1 with SHA-256 and a new salt.</summary>
    public static AlgorithmIdentifier NewPbmac1() => new(
        PkcsObjectIdentifiers.IdPbmac1,
        new Pbmac1Params(
            new AlgorithmIdentifier(
                PkcsObjectIdentifiers.IdPbkdf2,
                new Pbkdf2Params(RandomNumberGenerator.GetBytes(SaltLength), Pbmac1Rounds, 32, HmacSha256)),
            HmacSha256));

    /// <summary>Whether it is one of the two.</summary>
    public static bool Is(AlgorithmIdentifier algorithm) =>
        algorithm.Algorithm.Equals(CmpObjectIdentifiers.passwordBasedMac)
        || algorithm.Algorithm.Equals(PkcsObjectIdentifiers.IdPbmac1);

    /// <summary>The protection of a part of a message.</summary>
    /// <exception cref="NotSupportedException">Of an algorithm or a number of rounds that is not taken.</exception>
    public static byte[] Compute(AlgorithmIdentifier algorithm, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> part)
    {
        Span<byte> key = stackalloc byte[LongestKey];
        try
        {
            if (algorithm.Algorithm.Equals(PkcsObjectIdentifiers.IdPbmac1))
            {
                var mac1 = Pbmac1Params.GetInstance(algorithm.Parameters);
                key = Pbkdf2(mac1.KeyDerivationFunc, secret, key);
                return CryptographicOperations.HmacData(OfMac(mac1.MessageAuthScheme), key, part);
            }

            var pbm = PbmParameter.GetInstance(algorithm.Parameters);
            HashAlgorithmName mac = OfMac(pbm.Mac);
            key = Pbm(pbm, secret, key);
            return CryptographicOperations.HmacData(mac, key, part);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static Span<byte> Pbm(PbmParameter pbm, ReadOnlySpan<byte> secret, Span<byte> room)
    {
        HashAlgorithmName hash = OfHash(pbm.Owf);
        int rounds = Rounds(pbm.IterationCount);
        byte[] salt = pbm.Salt.GetOctets();
        byte[] salted = GC.AllocateArray<byte>(secret.Length + salt.Length, pinned: true);
        secret.CopyTo(salted);
        salt.CopyTo(salted.AsSpan(secret.Length));
        Span<byte> key = room[..CryptographicOperations.HashData(hash, salted, room)];
        CryptographicOperations.ZeroMemory(salted);
        for (int i = 1; i < rounds; i++)
            CryptographicOperations.HashData(hash, key, key);
        return key;
    }

    private static Span<byte> Pbkdf2(AlgorithmIdentifier function, ReadOnlySpan<byte> secret, Span<byte> room)
    {
        if (!function.Algorithm.Equals(PkcsObjectIdentifiers.IdPbkdf2))
            throw new NotSupportedException($"the key derivation {function.Algorithm}");
        var pbkdf2 = Pbkdf2Params.GetInstance(function.Parameters);
        HashAlgorithmName hash = OfMac(pbkdf2.Prf);
        int length = pbkdf2.KeyLengthObject?.IntValueExact ?? LengthOf(hash);
        if (length is < 16 or > LongestKey)
            throw new NotSupportedException($"a key of {length} bytes");
        Span<byte> key = room[..length];
        Rfc2898DeriveBytes.Pbkdf2(
            secret, pbkdf2.Salt.GetOctets(), key, Rounds(pbkdf2.IterationCountObject), hash);
        return key;
    }

    private static int Rounds(DerInteger rounds) =>
        rounds.TryGetIntValueExact(out int count) && count is > 0 and <= MostRounds
            ? count
            : throw new NotSupportedException($"{rounds} rounds of a hash");

    private static int LengthOf(HashAlgorithmName hash) => CryptographicOperations.HashData(hash, []).Length;

    private static HashAlgorithmName OfHash(AlgorithmIdentifier hash) => hash.Algorithm.Id switch
    {
        "1.3.14.3.2.26" => HashAlgorithmName.SHA1,
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => throw new NotSupportedException($"the hash {hash.Algorithm}"),
    };

    private static HashAlgorithmName OfMac(AlgorithmIdentifier mac) => mac.Algorithm.Id switch
    {
        // HMAC with SHA-1 is not broken, and what servers of before use.
        "1.3.6.1.5.5.8.1.2" or "1.2.840.113549.2.7" => HashAlgorithmName.SHA1,
        "1.2.840.113549.2.9" => HashAlgorithmName.SHA256,
        "1.2.840.113549.2.10" => HashAlgorithmName.SHA384,
        "1.2.840.113549.2.11" => HashAlgorithmName.SHA512,
        _ => throw new NotSupportedException($"the MAC {mac.Algorithm}"),
    };
}
