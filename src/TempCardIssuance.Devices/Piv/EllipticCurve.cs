using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace TempCardIssuance.Devices.Piv;

/// <summary>A prime curve y² = x³ - 3x + b (FIPS 186-4, D.1.2), to see whether a point is on it.</summary>
internal sealed record EllipticCurve(BigInteger P, BigInteger B)
{
    public static readonly EllipticCurve P256 = new(
        Hex("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"),
        Hex("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B"));

    public static readonly EllipticCurve P384 = new(
        Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE"
            + "FFFFFFFF0000000000000000FFFFFFFF"),
        Hex("B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875A"
            + "C656398D8A2ED19D2A85C8EDD3EC2AEF"));

    private int FieldLength => P.GetByteCount(isUnsigned: true);

    /// <summary>
    /// Reads an uncompressed point (SEC 1, 2.3.4) and checks it as SP 800-56A, 5.6.2.3.3 asks; both curves have
    /// cofactor 1, so a point on the curve is in the group. Null where it is not.
    /// </summary>
    public ECPoint? ReadPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != 1 + (2 * FieldLength) || point[0] != 0x04)
            return null;
        ReadOnlySpan<byte> x = point.Slice(1, FieldLength);
        ReadOnlySpan<byte> y = point[(1 + FieldLength)..];
        return IsOnCurve(Number(x), Number(y))
            ? new ECPoint { X = x.ToArray(), Y = y.ToArray() }
            : null;
    }

    private bool IsOnCurve(BigInteger x, BigInteger y) =>
        x < P && y < P && ((y * y) - ((x * x * x) - (3 * x) + B)) % P == 0;

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static BigInteger Hex(string digits) =>
        BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
