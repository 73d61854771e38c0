using System.Numerics;
using System.Security.Cryptography;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Piv;

namespace TempCardIssuance.Tests.Devices.Piv;

public sealed class DerivedManagementKeyTests : IDisposable
{
    private static readonly byte[] Master = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly DerivedManagementKey _source = new(new SecretBytes(Master));

    public void Dispose() => _source.Dispose();

    /// <summary>SP 800-108r1, 4.1, written out: K(i) = HMAC(key, [i] || label || 00 || context || [L]).</summary>
    [Fact]
    public void The_key_is_that_of_the_counter_mode()
    {
        byte[] input =
        [
            0, 0, 0, 1, .. "PIV management key"u8, 0, .. "serial:0012AB34"u8, (byte)PivAlgorithm.Aes192, 0, 0, 0, 192,
        ];

        using SecretBytes key = _source.GetKey(BodyIdentity.Parse("serial:0012AB34"), PivAlgorithm.Aes192)!;

        Assert.Equal(HMACSHA256.HashData(Master, input)[..24], key.Span.ToArray());
    }

    [Fact]
    public void The_master_key_is_named_without_being_told()
    {
        using var other = new DerivedManagementKey(new SecretBytes([.. Master.Reverse()]));

        Assert.Matches("^SP 800-108 from master [0-9A-F]{8}$", _source.Description);
        Assert.NotEqual(other.Description, _source.Description);
        Assert.DoesNotContain(Convert.ToHexString(Master)[..8], _source.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_body_or_another_algorithm_gives_another_key()
    {
        using SecretBytes one = _source.GetKey(BodyIdentity.Parse("serial:00000001"), PivAlgorithm.Aes192)!;
        using SecretBytes other = _source.GetKey(BodyIdentity.Parse("serial:00000002"), PivAlgorithm.Aes192)!;
        using SecretBytes tripleDes = _source.GetKey(BodyIdentity.Parse("serial:00000001"), PivAlgorithm.TripleDes)!;

        Assert.False(one.Span.SequenceEqual(other.Span));
        Assert.False(one.Span[..8].SequenceEqual(tripleDes.Span[..8]));
    }

    [Theory]
    [InlineData(PivAlgorithm.Aes128, 16)]
    [InlineData(PivAlgorithm.Aes256, 32)]
    [InlineData(PivAlgorithm.TripleDes, 24)]
    public void The_length_is_that_of_the_algorithm(PivAlgorithm algorithm, int length)
    {
        using SecretBytes key = _source.GetKey(BodyIdentity.Parse("serial:00000001"), algorithm)!;

        Assert.Equal(length, key.Length);
    }

    [Fact]
    public void Bytes_of_a_3des_key_have_odd_parity()
    {
        using SecretBytes key = _source.GetKey(BodyIdentity.Parse("serial:00000001"), PivAlgorithm.TripleDes)!;

        Assert.All(key.Span.ToArray(), value => Assert.Equal(1, BitOperations.PopCount(value) % 2));
    }

    [Fact]
    public void A_short_master_key_is_refused()
    {
        using var master = new SecretBytes(15);

        Assert.Equal(
            ErrorIds.ConfigurationInvalid,
            Assert.Throws<TempCardException>(() => new DerivedManagementKey(master)).ErrorId);
    }
}
