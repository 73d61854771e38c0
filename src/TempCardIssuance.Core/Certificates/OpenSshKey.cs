using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TempCardIssuance.Core.Certificates;

/// <summary>Public keys as OpenSSH writes them in one line (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709, 4).</summary>
internal static class OpenSshKey
{
    private static readonly Dictionary<string, string> Curves = new(StringComparer.Ordinal)
    {
        ["1.2.840.10045.3.1.7"] = "nistp256",
        ["1.3.132.0.34"] = "nistp384",
        ["1.3.132.0.35"] = "nistp521",
    };

    /// <summary>Type and key, in base64; null: OpenSSH has no such keys.</summary>
    public static string? Of(PublicKey key)
    {
        if (KeySpec.Of(key)?.Type == KeyType.Ed25519)
            return Line("ssh-ed25519", key.EncodedKeyValue.RawData);
        using RSA? rsa = key.GetRSAPublicKey();
        if (rsa is not null)
        {
            RSAParameters numbers = rsa.ExportParameters(includePrivateParameters: false);
            return Line("ssh-rsa", Number(numbers.Exponent!), Number(numbers.Modulus!));
        }

        try
        {
            using ECDsa? ec = key.GetECDsaPublicKey();
            return ec?.ExportParameters(includePrivateParameters: false).Curve.Oid.Value is { } id
                && Curves.TryGetValue(id, out string? curve)
                ? Line($"ecdsa-sha2-{curve}", Encoding.ASCII.GetBytes(curve), key.EncodedKeyValue.RawData)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Line(string type, params IEnumerable<byte[]> fields)
    {
        using var blob = new MemoryStream();
        foreach (byte[] field in fields.Prepend(Encoding.ASCII.GetBytes(type)))
        {
            byte[] length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
            blob.Write(length);
            blob.Write(field);
        }

        return $"{type} {Convert.ToBase64String(blob.ToArray())}";
    }

    /// <summary>A positive mpint (RFC 4251, 5).</summary>
    private static byte[] Number(byte[] value)
    {
        ReadOnlySpan<byte> digits = value.AsSpan().TrimStart((byte)0);
        return digits is [>= 0x80, ..] ? [0, .. digits] : digits.ToArray();
    }
}
