using System.Security.Cryptography;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;

namespace TempCardIssuance.Tests.Devices.Piv;

public sealed class CardKeyTests
{
    [Theory]
    [InlineData(KeyType.EccP256, "nistP256")]
    [InlineData(KeyType.EccP384, "nistP384")]
    public void A_point_on_the_curve_is_taken(KeyType type, string curve)
    {
        using var own = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));

        using var key = CardKey.Parse(PivSlot.Authentication, type, Answer(Point(own)));

        Assert.Equal(own.ExportSubjectPublicKeyInfo(), key.PublicKey.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void A_point_beside_the_curve_is_refused()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] point = Point(own);
        point[^1] ^= 1;

        AssertRefused(KeyType.EccP256, Answer(point));
    }

    [Fact]
    public void A_point_of_another_curve_is_refused()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        AssertRefused(KeyType.EccP256, Answer(Point(own)));
    }

    [Fact]
    public void An_rsa_key_of_2048_bits_is_taken()
    {
        using var own = RSA.Create(2048);
        RSAParameters parameters = own.ExportParameters(includePrivateParameters: false);

        using var key = CardKey.Parse(
            PivSlot.Authentication, KeyType.Rsa2048, Answer(parameters.Modulus!, parameters.Exponent!));

        Assert.Equal(own.ExportSubjectPublicKeyInfo(), key.PublicKey.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [InlineData(255, 0xC1, new byte[] { 1, 0, 1 })] // too short
    [InlineData(256, 0x41, new byte[] { 1, 0, 1 })] // 2047 bits
    [InlineData(257, 0xC1, new byte[] { 1, 0, 1 })] // too long
    [InlineData(256, 0xC1, new byte[] { 3 })] // exponent too small
    [InlineData(256, 0xC1, new byte[] { 1, 0, 2 })] // exponent even
    [InlineData(256, 0xC1, new byte[0])] // no exponent
    public void Another_rsa_key_is_refused(int modulusLength, byte first, byte[] exponent)
    {
        byte[] modulus = new byte[modulusLength];
        modulus[0] = first;
        modulus[^1] = 1;

        AssertRefused(KeyType.Rsa2048, Answer(modulus, exponent));
    }

    [Fact]
    public void An_answer_without_a_key_is_refused() => AssertRefused(KeyType.EccP256, []);

    private static void AssertRefused(KeyType type, byte[] answer) => Assert.Equal(
        ErrorIds.VerificationFailed,
        Assert.Throws<TempCardException>(() => CardKey.Parse(PivSlot.Authentication, type, answer)).ErrorId);

    private static byte[] Point(ECDsa key)
    {
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        return [0x04, .. point.X!, .. point.Y!];
    }

    private static byte[] Answer(byte[] point) => Tlv.Encode(0x7F49, Tlv.Encode(0x86, point));

    private static byte[] Answer(byte[] modulus, byte[] exponent) =>
        Tlv.Encode(0x7F49, Tlv.Encode(0x81, modulus), Tlv.Encode(0x82, exponent));
}
