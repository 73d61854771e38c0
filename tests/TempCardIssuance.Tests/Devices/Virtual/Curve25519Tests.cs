using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using static TempCardIssuance.Tests.Devices.Virtual.KeyUses;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>Ed25519 and X25519, with the vectors of RFC 8032, 7.1 and RFC 7748, 6.1.</summary>
public sealed class Curve25519Tests
{
    [Fact]
    public void Ed25519_signs_the_message_of_the_standard()
    {
        using var card = CardInReader.Administrated();
        Assert.Equal("9000", card.SendLong(
            "FEE09A", "0720C5AA8DF43F9F837BEDB7442F31DCB7B166D38535076F094B85CE3A2E0B4458F7"));

        card.Expect(
            "0101E002020201030102042286" + "20FC51CD8E6218A1A38DA47ED00230F0580816ED13BA3303AC5DEB911548908025" + "9000",
            "00F7009A00");
        card.Verify();
        Assert.Equal(
            "6291D657DEEC24024827E69C3ABE01A30CE548A284743A445E3680D7DB5AC3AC"
                + "18FF9B538D16F290AE67F760984DC6594A7C15E9716ED28DC027BECEEA1EC40A",
            Convert.ToHexString(Apply(card, "E0", "9A", "81", [0xAF, 0x82])));
    }

    [Fact]
    public void An_Ed25519_key_that_was_made_on_the_card_signs()
    {
        using var card = CardInReader.Administrated();
        string made = card.Generate("9C", "E0");
        byte[] message = new byte[700];
        card.Verify();

        byte[] signature = Apply(card, "E0", "9C", "81", message);

        Assert.StartsWith("8620", made, StringComparison.Ordinal);
        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(Convert.FromHexString(made[4..])));
        verifier.BlockUpdate(message);
        Assert.True(verifier.VerifySignature(signature));
        card.Verify();
        Assert.Equal("6A80", Ask(card, "E0", "9C", "85", new byte[32]));
    }

    [Fact]
    public void X25519_agrees_on_the_secret_of_the_standard()
    {
        using var card = CardInReader.Administrated();
        Assert.Equal("9000", card.SendLong(
            "FEE182", "082077076D0A7318A57D3C16C17251B26645DF4C2F87EBC0992AB177FBA51DB92C2A"));
        card.Verify();

        byte[] secret = Apply(card, "E1", "82", "85", Convert.FromHexString(
            "DE9EDB7D7B7DC1B4D35B61C2ECE435373F8343C85B78674DADFC7E146F882B4F"));

        Assert.Equal(
            "4A5D9D5BA4CE2DE1728E3BF480350F25E07E21C947D19E3376F09B3C1E161742", Convert.ToHexString(secret));
        Assert.Equal("6A80", Ask(card, "E1", "82", "85", new byte[32]));
        Assert.Equal("6A80", Ask(card, "E1", "82", "85", new byte[31]));
        Assert.Equal("6A80", Ask(card, "E1", "82", "81", new byte[32]));
    }

    [Fact]
    public void Two_cards_agree()
    {
        using var one = CardInReader.Administrated();
        using var other = CardInReader.Administrated();
        byte[] first = Convert.FromHexString(one.Generate("9D", "E1")[4..]);
        byte[] second = Convert.FromHexString(other.Generate("9D", "E1")[4..]);
        one.Verify();
        other.Verify();

        Assert.Equal(Apply(one, "E1", "9D", "85", second), Apply(other, "E1", "9D", "85", first));
    }
}
