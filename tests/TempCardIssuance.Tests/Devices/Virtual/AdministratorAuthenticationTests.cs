using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>SP 800-73-4 Part 2, 3.2.4, 2.4.2 and A.1.</summary>
public sealed class AdministratorAuthenticationTests
{
    private const string Put = "00DB3FFF085C035FC102530101";
    private const string Witness = "00870A9B047C02800000";
    private const string Challenge = "00870A9B047C02810000";

    public static TheoryData<ManagementAlgorithm, byte, string> Keys => new()
    {
        { ManagementAlgorithm.TripleDes, 0x03, "010203040506070801020304050607080102030405060708" },
        { ManagementAlgorithm.TripleDes, 0x00, "0123456789ABCDEF1122334455667788FEDCBA9876543210" },
        { ManagementAlgorithm.Aes128, 0x08, "000102030405060708090A0B0C0D0E0F" },
        { ManagementAlgorithm.Aes192, 0x0A, "010203040506070801020304050607080102030405060708" },
        {
            ManagementAlgorithm.Aes256, 0x0C, "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
        },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void Mutual_authentication_proves_both_sides(ManagementAlgorithm algorithm, byte p1, string key)
    {
        using var card = CardInReader.Selected(WithKey(algorithm, key));
        int block = algorithm == ManagementAlgorithm.TripleDes ? 8 : 16;
        string challenge = Convert.ToHexString(RandomNumberGenerator.GetBytes(block));

        string encrypted = card.Send($"0087{p1:X2}9B047C02800000");
        Assert.StartsWith($"7C{block + 2:X2}80{block:X2}", encrypted, StringComparison.Ordinal);
        string witness = Cipher(algorithm, key, encrypted[8..^4], encrypt: false);
        string data = $"80{block:X2}{witness}81{block:X2}{challenge}8200";
        string response = card.Send($"0087{p1:X2}9B{(data.Length / 2) + 2:X2}7C{data.Length / 2:X2}{data}00");

        Assert.Equal(
            $"7C{block + 2:X2}82{block:X2}{Cipher(algorithm, key, challenge, encrypt: true)}9000", response);
        card.Expect("9000", Put);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void External_authentication_proves_the_host(ManagementAlgorithm algorithm, byte p1, string key)
    {
        using var card = CardInReader.Selected(WithKey(algorithm, key));
        int block = algorithm == ManagementAlgorithm.TripleDes ? 8 : 16;

        string challenge = card.Send($"0087{p1:X2}9B047C02810000")[8..^4];
        string proof = Cipher(algorithm, key, challenge, encrypt: true);
        card.Expect("9000", $"0087{p1:X2}9B{block + 4:X2}7C{block + 2:X2}82{block:X2}{proof}");

        card.Expect("9000", Put);
    }

    [Fact]
    public void A_wrong_response_is_refused_and_needs_a_new_challenge()
    {
        using var card = CardInReader.Selected();
        string challenge = card.Send(Challenge)[8..^4];
        string right = External(Cipher(ManagementAlgorithm.Aes192, Default, challenge, encrypt: true));

        card.Expect("6982", External(new string('0', 32)));
        card.Expect("6982", right);

        card.Expect("6982", Put);
    }

    [Fact]
    public void A_wrong_witness_is_refused_without_encrypting_the_challenge()
    {
        using var card = CardInReader.Selected();
        card.Send(Witness);

        card.Expect("6982", Mutual(witness: new string('0', 32)));

        card.Expect("6982", Put);
    }

    [Fact]
    public void A_failed_authentication_takes_the_one_before_back()
    {
        using var card = CardInReader.Administrated();
        card.Expect("9000", Put);

        card.Send(Challenge);
        card.Expect("6982", External(new string('0', 32)));

        card.Expect("6982", Put);
    }

    [Fact]
    public void An_aborted_authentication_counts_as_failed()
    {
        using var card = CardInReader.Administrated();

        card.Send(Witness);

        card.Expect("6982", Put);
    }

    [Fact]
    public void A_witness_proves_nothing_once_another_command_came_between()
    {
        using var card = CardInReader.Selected();
        string encrypted = card.Send(Witness)[8..^4];
        card.Expect("63C3", "00200080");

        card.Expect(
            "6982", Mutual(Cipher(ManagementAlgorithm.Aes192, Default, encrypted, encrypt: false)));
    }

    [Fact]
    public void The_answer_to_one_half_does_not_do_for_the_other()
    {
        using var card = CardInReader.Selected();
        string encrypted = card.Send(Witness)[8..^4];

        card.Expect("6982", External(Cipher(ManagementAlgorithm.Aes192, Default, encrypted, encrypt: false)));
    }

    [Theory]
    [InlineData("0087039B047C02810000", "6A86")]
    [InlineData("0087089B047C02810000", "6A86")]
    [InlineData("00870A9B047C02820000", "6A80")]
    [InlineData("00870A9B047C02850000", "6A80")]
    [InlineData("00870A9B067C048000810000", "6A80")]
    [InlineData("00870A9B067C048000800000", "6A80")]
    [InlineData("00870A9B147C1281100102030405060708090A0B0C0D0E0F1000", "6A80")]
    [InlineData("00870A9B1E7C1C80100102030405060708090A0B0C0D0E0F1081080102030405060708", "6A80")]
    [InlineData("00870A9B00", "6A80")]
    public void Another_algorithm_or_template_is_refused(string command, string status)
    {
        using var card = CardInReader.Selected();

        card.Expect(status, command);
    }

    private static string Default { get; } = Convert.ToHexString(CardInReader.DefaultKey);

    private static string External(string proof) => "00870A9B147C128210" + proof;

    private static string Mutual(string witness) =>
        "00870A9B287C268010" + witness + "8110000102030405060708090A0B0C0D0E0F820000";

    private static VirtualCardOptions WithKey(ManagementAlgorithm algorithm, string key) =>
        CardInReader.Options with { ManagementAlgorithm = algorithm, ManagementKey = Convert.FromHexString(key) };

    [SuppressMessage("Security", "CA5350", Justification = "SP 800-78-4 has 3DES for key 9B.")]
    private static string Cipher(ManagementAlgorithm algorithm, string key, string block, bool encrypt)
    {
        using SymmetricAlgorithm cipher =
            algorithm == ManagementAlgorithm.TripleDes ? TripleDES.Create() : Aes.Create();
        cipher.Mode = CipherMode.ECB;
        cipher.Padding = PaddingMode.None;
        byte[] keyBytes = Convert.FromHexString(key), input = Convert.FromHexString(block);
        using ICryptoTransform transform =
            encrypt ? cipher.CreateEncryptor(keyBytes, null) : cipher.CreateDecryptor(keyBytes, null);
        return Convert.ToHexString(transform.TransformFinalBlock(input, 0, input.Length));
    }
}
