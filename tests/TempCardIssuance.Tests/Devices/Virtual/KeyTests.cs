using System.Security.Cryptography;
using TempCardIssuance.Devices.Virtual;
using static TempCardIssuance.Tests.Devices.Virtual.KeyUses;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>SP 800-73-4 Part 2, 3.3.2, 3.2.4 and A.3 to A.5; conditions in Part 1, table 4b.</summary>
public sealed class KeyTests
{
    private static readonly byte[] Message = "what is signed"u8.ToArray();

    [Theory]
    [InlineData("11")]
    [InlineData("14")]
    public void An_elliptic_key_signs_hashes_as_long_as_its_order(string algorithm)
    {
        using var card = CardInReader.Administrated();
        using ECDsa publicKey = Elliptic(algorithm, card.Generate("9A", algorithm));
        byte[] hash = algorithm is "11" ? SHA256.HashData(Message) : SHA384.HashData(Message);
        card.Verify();

        byte[] signature = Apply(card, algorithm, "9A", "81", hash);

        Assert.True(publicKey.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal("6A80", Ask(card, algorithm, "9A", "81", hash[..^1]));
        Assert.Equal("6A80", Ask(card, algorithm, "9A", "81", [.. hash, 0]));
    }

    [Fact]
    public void An_RSA_key_applies_the_bare_sum_to_what_the_host_padded()
    {
        using var card = CardInReader.Administrated();
        using RSA publicKey = Rsa(card.Generate("9D", "07"));
        card.Verify();

        byte[] digestInfo = [.. Convert.FromHexString("3031300D060960864801650304020105000420"),
            .. SHA256.HashData(Message)];
        byte[] padded = [0, 1, .. Enumerable.Repeat((byte)0xFF, 253 - digestInfo.Length), 0, .. digestInfo];
        byte[] signature = Apply(card, "07", "9D", "81", padded);
        byte[] opened = Apply(card, "07", "9D", "81", publicKey.Encrypt(Message, RSAEncryptionPadding.Pkcs1));

        Assert.True(publicKey.VerifyData(
            Message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal([0, 2], opened[..2]);
        Assert.Equal([0, .. Message], opened[^(Message.Length + 1)..]);
        Assert.Equal("6A80", Ask(card, "07", "9D", "81", padded[1..]));
        Assert.Equal("6A80", Ask(card, "07", "9D", "81", [.. Enumerable.Repeat((byte)0xFF, 256)]));
    }

    [Theory]
    [InlineData("11")]
    [InlineData("14")]
    public void The_key_management_key_agrees_on_a_secret_with_points_of_its_curve(string algorithm)
    {
        using var card = CardInReader.Administrated();
        string cardKey = card.Generate("9D", algorithm);
        using var theirs = ECDiffieHellman.Create(Curve(algorithm));
        ECPoint point = theirs.ExportParameters(false).Q;
        byte[] encoded = [4, .. point.X!, .. point.Y!];
        card.Verify();

        byte[] secret = Apply(card, algorithm, "9D", "85", encoded);

        using var own = ECDiffieHellman.Create(
            Elliptic(algorithm, cardKey).ExportParameters(includePrivateParameters: false));
        Assert.Equal(theirs.DeriveRawSecretAgreement(own.PublicKey), secret);
        encoded[^1] ^= 1;
        Assert.Equal("6A80", Ask(card, algorithm, "9D", "85", encoded));
        Assert.Equal("6A80", Ask(card, algorithm, "9D", "85", encoded[1..]));
    }

    [Theory]
    [InlineData("9A")]
    [InlineData("9C")]
    [InlineData("9E")]
    public void No_other_key_agrees_on_secrets(string slot)
    {
        using var card = CardInReader.Administrated();
        string publicPoint = card.Generate(slot, "11")[4..];
        card.Verify();

        Assert.Equal("6A80", Ask(card, "11", slot, "85", Convert.FromHexString(publicPoint)));
    }

    [Theory]
    [InlineData("9A")]
    [InlineData("9D")]
    public void Authentication_and_key_management_want_the_PIN_once(string slot)
    {
        using var card = CardInReader.Administrated();
        card.Generate(slot, "11");

        Assert.Equal("6982", Ask(card, "11", slot, "81", new byte[32]));
        card.Verify();
        Apply(card, "11", slot, "81", new byte[32]);
        card.Expect("6A82", "00CB3FFF055C035FC10200");
        Apply(card, "11", slot, "81", new byte[32]);
    }

    [Fact]
    public void A_signature_wants_the_PIN_immediately_before_it()
    {
        using var card = CardInReader.Administrated();
        card.Generate("9C", "11");

        Assert.Equal("6982", Ask(card, "11", "9C", "81", new byte[32]));
        card.Verify();
        Apply(card, "11", "9C", "81", new byte[32]);
        Assert.Equal("6982", Ask(card, "11", "9C", "81", new byte[32]));
        card.Verify();
        card.Expect("6A82", "00CB3FFF055C035FC10200");
        Assert.Equal("6982", Ask(card, "11", "9C", "81", new byte[32]));
        card.Expect("9000", "0024008010313233343536FFFF313233343536FFFF");
        Assert.Equal("6982", Ask(card, "11", "9C", "81", new byte[32]));
    }

    [Fact]
    public void A_signature_in_chained_blocks_is_one_use_of_the_PIN()
    {
        using var card = CardInReader.Administrated();
        card.Generate("9C", "07");

        card.Verify();
        byte[] padded = [0, 1, .. Enumerable.Repeat((byte)0xFF, 253), 0];

        Assert.Equal(256, Apply(card, "07", "9C", "81", padded).Length);
    }

    [Fact]
    public void Card_authentication_wants_no_PIN()
    {
        using var card = CardInReader.Administrated();
        card.Generate("9E", "11");

        Apply(card, "11", "9E", "81", new byte[32]);
    }

    [Fact]
    public void Keys_outlive_removal_and_are_replaced_by_generating_again()
    {
        using var card = CardInReader.Administrated();
        string first = card.Generate("9E", "11");
        card.Reinsert();
        using (ECDsa key = Elliptic("11", first))
        {
            Assert.True(key.VerifyHash(
                new byte[32], Apply(card, "11", "9E", "81", new byte[32]), DSASignatureFormat.Rfc3279DerSequence));
        }

        card.Authenticate();
        Assert.NotEqual(first, card.Generate("9E", "14"), StringComparer.Ordinal);
        Assert.Equal("6A86", Ask(card, "11", "9E", "81", new byte[32]));
    }

    [Theory]
    [InlineData("00870099", "6A86")]
    [InlineData("0047009A05AC0380011100", "6982")]
    public void Without_a_key_or_the_administrator_nothing_is_done(string command, string status)
    {
        using var card = CardInReader.Selected();
        card.Verify();

        card.Expect(status, command);
    }

    [Theory]
    [InlineData("0047009B05AC0380011100", "6A86")]
    [InlineData("0047009605AC0380011100", "6A86")]
    [InlineData("0047008105AC0380011100", "6A86")]
    [InlineData("0047019A05AC0380011100", "6A86")]
    [InlineData("0047009A05AC0380010600", "6A80")]
    [InlineData("0047009A05AC0380011200", "6A80")]
    [InlineData("0047009A05800380011100", "6A80")]
    [InlineData("0047009A03800111", "6A80")]
    [InlineData("0047009A08AC06800111BA010200", "6A80")]
    public void Only_keys_and_algorithms_that_there_are_can_be_generated(string command, string status)
    {
        using var card = CardInReader.Administrated();

        card.Expect(status, command);
    }

    [Theory]
    [InlineData("0047008205AC0380011100", "6A86")]
    [InlineData("004700F905AC0380011100", "6A86")]
    [InlineData("0047009A05AC0380010500", "6A80")]
    [InlineData("0047009A05AC0380011600", "6A80")]
    [InlineData("0047009A05AC038001E000", "6A80")]
    [InlineData("0047009A05AC038001E100", "6A80")]
    [InlineData("0047009A08AC06800111AA010200", "6A80")]
    public void A_plain_PIV_card_has_four_keys_and_three_algorithms(string command, string status)
    {
        using var card = CardInReader.Administrated(CardInReader.Options with { Extensions = CardExtensions.None });

        card.Expect(status, command);
    }

    private static ECCurve Curve(string algorithm) =>
        algorithm is "11" ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384;

    private static ECDsa Elliptic(string algorithm, string publicKey)
    {
        int size = algorithm is "11" ? 32 : 48;
        Assert.StartsWith($"86{(2 * size) + 1:X2}04", publicKey, StringComparison.Ordinal);
        byte[] point = Convert.FromHexString(publicKey[6..]);
        return ECDsa.Create(new ECParameters
        {
            Curve = Curve(algorithm),
            Q = new ECPoint { X = point[..size], Y = point[size..] },
        });
    }

    private static RSA Rsa(string publicKey)
    {
        Assert.StartsWith("81820100", publicKey, StringComparison.Ordinal);
        Assert.EndsWith("8203010001", publicKey, StringComparison.Ordinal);
        return RSA.Create(new RSAParameters
        {
            Modulus = Convert.FromHexString(publicKey[8..520]),
            Exponent = [1, 0, 1],
        });
    }
}
