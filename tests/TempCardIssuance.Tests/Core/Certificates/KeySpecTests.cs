using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Tests.Core.Certificates;

public sealed class KeySpecTests
{
    [Fact]
    public void Every_key_type_is_described_once() =>
        Assert.Equal(Enum.GetValues<KeyType>(), KeySpec.All.Select(spec => spec.Type).Order());

    [Theory]
    [MemberData(nameof(Types))]
    public void A_key_made_after_it_is_recognised(KeyType type)
    {
        var spec = KeySpec.Of(type);
        if (spec.Identifier is { } id)
        {
            Assert.Equal(spec, KeySpec.Of(new PublicKey(new Oid(id), null, new AsnEncodedData(new byte[32]))));
            return;
        }

        using AsymmetricAlgorithm key = spec.RsaBits is { } bits
            ? RSA.Create(bits)
            : ECDsa.Create(ECCurve.CreateFromValue(spec.Curve!));

        Assert.Equal(spec, KeySpec.Of(new PublicKey(key)));
    }

    [Fact]
    public void Another_key_is_none_of_them()
    {
        using var small = RSA.Create(1024);
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP521);

        Assert.Null(KeySpec.Of(new PublicKey(small)));
        Assert.Null(KeySpec.Of(new PublicKey(large)));
    }

    public static TheoryData<KeyType> Types() => [.. Enum.GetValues<KeyType>()];
}
