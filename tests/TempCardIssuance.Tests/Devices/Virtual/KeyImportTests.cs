using System.Security.Cryptography;
using static TempCardIssuance.Tests.Devices.Virtual.KeyUses;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>IMPORT ASYMMETRIC KEY, INS FE.</summary>
public sealed class KeyImportTests
{
    [Theory]
    [InlineData(2048, "07")]
    [InlineData(3072, "05")]
    [InlineData(4096, "16")]
    public void An_RSA_key_is_the_one_that_was_imported(int size, string algorithm)
    {
        using var rsa = RSA.Create(size);
        using var card = CardInReader.Administrated();

        Assert.Equal("9000", card.SendLong($"FE{algorithm}9D", Parts(rsa)));

        Assert.StartsWith(
            $"0101{algorithm}02020201030102", card.SendLong("F7009D", ""), StringComparison.Ordinal);
        card.Verify();
        byte[] opened = Apply(card, algorithm, "9D", "81", rsa.Encrypt("secret"u8, RSAEncryptionPadding.Pkcs1));
        Assert.Equal([0, .. "secret"u8], opened[^7..]);
    }

    [Fact]
    public void Cards_in_the_field_have_short_RSA_keys_still()
    {
        using var rsa = RSA.Create(1024);
        using var strict = CardInReader.Administrated();
        using var widespread = CardInReader.Administrated(CardInReader.Widespread);

        Assert.Equal("6A86", strict.SendLong("FE069A", Parts(rsa)));
        Assert.Equal("9000", widespread.SendLong("FE069A", Parts(rsa)));
    }

    [Theory]
    [InlineData("11")]
    [InlineData("14")]
    public void An_elliptic_key_is_the_one_that_was_imported(string algorithm)
    {
        using var key = ECDsa.Create(algorithm is "11" ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384);
        ECParameters parameters = key.ExportParameters(includePrivateParameters: true);
        byte[] hash = RandomNumberGenerator.GetBytes(parameters.D!.Length);
        using var card = CardInReader.Administrated();

        Assert.Equal("9000", card.SendLong(
            $"FE{algorithm}82", $"06{Length(hash.Length)}{Convert.ToHexString(parameters.D)}AA0101AB0102"));

        Assert.StartsWith($"0101{algorithm}02020102030102", card.SendLong("F70082", ""), StringComparison.Ordinal);
        Assert.True(key.VerifyHash(
            hash, Apply(card, algorithm, "82", "81", hash), DSASignatureFormat.Rfc3279DerSequence));
    }

    [Theory]
    [InlineData("119A", "0600")]
    [InlineData("119A", "0701AA")]
    [InlineData("119A", "06200000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("119A", "0620FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("119A", "060101AA0105")]
    [InlineData("E09A", "0701AA")]
    [InlineData("E19A", "0801AA")]
    [InlineData("079A", "010103020105030101040101050101")]
    public void Parts_that_are_no_key_are_refused(string p1P2, string data)
    {
        using var card = CardInReader.Administrated();

        Assert.Equal("6A80", card.SendLong("FE" + p1P2, data));

        card.Expect("6A88", "00F7009A00");
    }

    [Fact]
    public void Parts_of_two_keys_are_no_key()
    {
        using var one = RSA.Create(2048);
        using var other = RSA.Create(2048);
        using var card = CardInReader.Administrated();

        Assert.Equal("6A80", card.SendLong("FE079A", Parts(one)[..(3 * 264)] + Parts(other)[(3 * 264)..]));
    }

    [Theory]
    [InlineData("FE129A", "6A86")]
    [InlineData("FE1196", "6A86")]
    [InlineData("FE119B", "6A86")]
    public void Slots_and_algorithms_that_there_are_not_take_none(string insP1P2, string status)
    {
        using var card = CardInReader.Administrated();

        Assert.Equal(status, card.SendLong(insP1P2, "060101"));
    }

    [Fact]
    public void Nobody_else_imports()
    {
        using var card = CardInReader.Selected();
        card.Verify();

        Assert.Equal("6982", card.SendLong("FE119A", "060101"));
    }

    private static string Parts(RSA rsa)
    {
        RSAParameters key = rsa.ExportParameters(includePrivateParameters: true);
        byte[][] parts = [key.P!, key.Q!, key.DP!, key.DQ!, key.InverseQ!];
        return string.Concat(parts.Select((part, i) => $"{i + 1:X2}{Length(part.Length)}{Convert.ToHexString(part)}"));
    }
}
