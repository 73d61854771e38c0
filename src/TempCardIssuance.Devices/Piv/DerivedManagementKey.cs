using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// One management key per card from a master key: SP 800-108r1, counter mode with HMAC-SHA-256 and 32-bit counter
/// and length, label <c>PIV management key</c>, context the body's identity in ASCII and one byte for the algorithm.
/// Bytes of a 3DES key are given odd parity afterwards (SP 800-67).
/// </summary>
public sealed class DerivedManagementKey : IManagementKeySource, IDisposable
{
    private const int MinMasterLength = 16;
    private const int CheckLength = 4;

    private readonly SecretBytes _master;

    /// <param name="master">16 bytes or more; owned from here on.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.ConfigurationInvalid"/>: too short.</exception>
    public DerivedManagementKey(SecretBytes master)
    {
        if (master.Length < MinMasterLength)
        {
            throw new TempCardException(
                ErrorIds.ConfigurationInvalid,
                ErrorKind.InvalidData,
                $"The master key has {master.Length} bytes; at least {MinMasterLength} are needed.",
                "Make one with 32 random bytes and keep it safe: without it the cards can't be managed.");
        }

        _master = master;
        byte[] check = HMACSHA256.HashData(master.Span, "check value of the master key"u8);
        Description = $"SP 800-108 from master {Convert.ToHexString(check.AsSpan(0, CheckLength))}";
    }

    /// <summary>Names the master key by a check value, as the keys can't be made again with any other.</summary>
    public string Description { get; }

    /// <inheritdoc/>
    public SecretBytes? GetKey(BodyIdentity body, PivAlgorithm algorithm)
    {
        var key = new SecretBytes(PivAlgorithms.ManagementKeyLength(algorithm));
        byte[] context = [.. Encoding.ASCII.GetBytes(body.ToString()), (byte)algorithm];
        using var derivation = new SP800108HmacCounterKdf(_master.Span, HashAlgorithmName.SHA256);
        derivation.DeriveKey("PIV management key"u8, context, key.Span);
        if (algorithm == PivAlgorithm.TripleDes)
            SetOddParity(key.Span);
        return key;
    }

    public void Dispose() => _master.Dispose();

    private static void SetOddParity(Span<byte> key)
    {
        foreach (ref byte value in key)
            value ^= (byte)(1 ^ (BitOperations.PopCount(value) & 1));
    }
}
