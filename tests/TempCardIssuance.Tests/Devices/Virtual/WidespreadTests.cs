using System.Security.Cryptography;
using static TempCardIssuance.Tests.Devices.Virtual.KeyUses;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>
/// Where cards in the field differ from the text of SP 800-73-4; what strict cards do is in the other classes.
/// </summary>
public sealed class WidespreadTests
{
    private const string Malformed = "FFFFFFFFFFFFFFFF";

    [Fact]
    public void Malformed_PINs_and_PUKs_count_so_that_a_host_can_block_and_reset()
    {
        using var card = CardInReader.Administrated(CardInReader.Widespread);
        for (int left = 2; left >= 0; left--)
        {
            card.Expect($"63C{left}", "0020008008" + Malformed);
            card.Expect($"63C{left}", "002C008010" + Malformed + Malformed);
        }

        card.Expect("6983", "0020008008" + Malformed);
        card.Expect("6983", "002C008010" + Malformed + Malformed);
        card.Expect("9000", "00FB0000");
    }

    [Fact]
    public void A_change_counts_a_malformed_value_of_before_but_not_a_malformed_new_one()
    {
        using var card = CardInReader.Selected(CardInReader.Widespread);

        card.Expect("63C2", "0024008010" + Malformed + "313233343536FFFF");
        card.Expect("6A80", "0024008010313233343536FFFF" + Malformed);
        card.Expect("6A80", "00240081103132333435363738" + Malformed);
        card.Expect("6A80", "002C0080103132333435363738" + "3132333435FFFFFF");
        card.Expect("9000", "002000800831323334" + "3536FFFF");
    }

    [Fact]
    public void A_PIN_has_any_characters()
    {
        using var card = CardInReader.Selected(CardInReader.Widespread);

        card.Expect("9000", "0024008010313233343536FFFF" + "6B657963617264FF");

        card.Expect("9000", "00200080086B657963617264FF");
    }

    [Theory]
    [InlineData("11", 20)]
    [InlineData("14", 32)]
    public void ECDSA_takes_hashes_that_are_shorter_than_the_order(string algorithm, int length)
    {
        using var card = CardInReader.Administrated(CardInReader.Widespread);
        string made = card.Generate("9E", algorithm);
        byte[] point = Convert.FromHexString(made[6..]);
        byte[] hash = RandomNumberGenerator.GetBytes(length);

        byte[] signature = Apply(card, algorithm, "9E", "81", hash);

        int size = point.Length / 2;
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = algorithm is "11" ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384,
            Q = new ECPoint { X = point[..size], Y = point[size..] },
        });
        Assert.True(key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal("6A80", Ask(card, algorithm, "9E", "81", new byte[size + 1]));
    }

    [Fact]
    public void An_empty_object_is_deleted()
    {
        using var card = CardInReader.Administrated(CardInReader.Widespread);
        card.Expect("9000", "00DB3FFF085C035FC102530101");

        card.Expect("9000", "00DB3FFF075C035FC1025300");

        card.Expect("6A82", "00CB3FFF055C035FC10200");
    }

    [Fact]
    public void Selecting_again_drops_PIN_and_administrator()
    {
        using var card = CardInReader.Administrated(CardInReader.Widespread);
        card.Verify();

        card.Select();

        card.Expect("63C3", "00200080");
        card.Expect("6982", "00DB3FFF085C035FC102530101");
    }

    [Fact]
    public void Selecting_what_there_is_not_drops_nothing()
    {
        using var card = CardInReader.Administrated(CardInReader.Widespread);
        card.Verify();

        card.Expect("6A82", "00A4040008A000000527471117" + "00");

        card.Expect("9000", "00200080");
    }

    [Theory]
    [InlineData("9A")]
    [InlineData("9C")]
    [InlineData("9E")]
    public void Every_key_agrees_on_secrets(string slot)
    {
        using var card = CardInReader.Administrated(CardInReader.Widespread);
        string made = card.Generate(slot, "11");
        card.Verify();

        Assert.Equal(32, Apply(card, "11", slot, "85", Convert.FromHexString(made[4..])).Length);
    }

    [Theory]
    [InlineData("5F0000")]
    [InlineData("5FC104")]
    [InlineData("5FFFFF")]
    public void Objects_go_from_5F0000_to_5FFFFF(string tag)
    {
        using var card = CardInReader.Administrated(CardInReader.Widespread);

        card.Expect("9000", $"00DB3FFF085C03{tag}530101");

        card.Expect("5301019000", $"00CB3FFF055C03{tag}00");
        card.Expect("6A81", "00DB3FFF085C035E0000530101");
    }

    [Fact]
    public void A_key_that_there_is_not_is_wrong_data()
    {
        using var card = CardInReader.Administrated(CardInReader.Widespread);
        card.Generate("9A", "11");
        card.Verify();

        Assert.Equal("6A80", Ask(card, "14", "9A", "81", new byte[32]));
        Assert.Equal("6A80", Ask(card, "11", "9C", "81", new byte[32]));
        Assert.Equal("6A86", Ask(card, "11", "96", "81", new byte[32]));
    }
}
