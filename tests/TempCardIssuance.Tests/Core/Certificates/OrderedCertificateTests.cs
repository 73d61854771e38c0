using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Core.Certificates;

/// <summary>What an authority gave, against what it was asked for.</summary>
public sealed class OrderedCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void A_certificate_as_ordered_is_taken()
    {
        byte[] made = Make();

        Assert.Null(OrderedCertificate.Foreign(Order(), made));
        Assert.Null(OrderedCertificate.Difference(Order(), made, Now));
        Assert.Empty(OrderedCertificate.Told(Order(), made));
    }

    [Theory]
    [InlineData(-3, -1)]
    [InlineData(2, 10)]
    public void One_that_is_not_valid_now_is_not(int from, int to) => Assert.NotNull(
        OrderedCertificate.Difference(Order(), Make(Now.AddDays(from), Now.AddDays(to)), Now));

    [Fact]
    public void A_clock_that_differs_by_minutes_does_not_matter() =>
        Assert.Null(OrderedCertificate.Difference(Order(), Make(Now.AddMinutes(4)), Now));

    [Fact]
    public void One_that_is_to_begin_later_may()
    {
        CertificateOrder order = Order() with { NotBefore = Now.AddDays(2), NotAfter = Now.AddDays(9) };

        Assert.Null(OrderedCertificate.Difference(order, Make(Now.AddDays(2), Now.AddDays(9)), Now));
    }

    [Fact]
    public void What_was_not_asked_for_is_told_unless_authorities_always_add_it()
    {
        byte[] made = Make(
            more:
            [
                new X509SubjectKeyIdentifierExtension([1, 2, 3], critical: false),
                new X509Extension("2.5.29.31", [0x30, 0], critical: false),
                new X509Extension("1.2.3.4", [4, 0], critical: false),
                new X509Extension("1.2.3.5", [4, 0], critical: true),
            ]);

        Assert.Equal(["1.2.3.4 besides", "critical 1.2.3.5 besides"], OrderedCertificate.Told(Order(), made));
    }

    [Fact]
    public void Names_that_can_not_be_read_are_told()
    {
        byte[] made = Make(more: new X509Extension("2.5.29.17", [0x30, 0x82, 0xFF, 0xFF, 1], critical: false));

        Assert.Null(OrderedCertificate.Foreign(Order(), made));
        Assert.Contains("can't be read", OrderedCertificate.Difference(Order(), made, Now), StringComparison.Ordinal);
    }

    [Fact]
    public void Constraints_that_can_not_be_read_are_told()
    {
        byte[] made = Make(more: new X509Extension("2.5.29.19", "garbage"u8.ToArray(), critical: false));

        Assert.Null(OrderedCertificate.Foreign(Order(), made));
        Assert.Contains("can't be read", OrderedCertificate.Difference(Order(), made, Now), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_subject_is_told_in_the_words_of_people()
    {
        string? difference = OrderedCertificate.Difference(
            Order() with { Subject = "OID.2.5.4.3=\"T-00002\",OID.2.5.4.10=\"Example, Inc.\"" }, Make(), Now);

        Assert.Equal("its subject is 'CN=T-00001', and 'CN=T-00002, O=\"Example, Inc.\"' was asked for", difference);
    }

    public void Dispose() => _key.Dispose();

    private CertificateOrder Order()
    {
        var profile = new CertificateProfile
        {
            Name = "authentication",
            Slot = "9A",
            KeyType = KeyType.EccP256,
            Authority = "remote",
            Subject = "CN=T-00001",
        };
        return new CertificateOrder
        {
            ProductionId = "P-1",
            CardNumber = "T-00001",
            Profile = profile,
            Request = ReadOnlyMemory<byte>.Empty,
            PublicKey = _key.ExportSubjectPublicKeyInfo(),
            Subject = "CN=T-00001",
            Extensions = RequestedExtensions.Of(profile, [], sid: null),
            NotBefore = Now.AddMinutes(-5),
            NotAfter = Now.AddDays(7),
        };
    }

    private byte[] Make(DateTimeOffset? from = null, DateTimeOffset? to = null, params X509Extension[] more)
    {
        var request = new CertificateRequest("CN=T-00001", _key, HashAlgorithmName.SHA256);
        foreach (X509Extension extension in Order().Extensions.Concat(more))
            request.CertificateExtensions.Add(extension);
        using X509Certificate2 made = request.CreateSelfSigned(from ?? Now.AddMinutes(-5), to ?? Now.AddDays(7));
        return made.RawData;
    }
}
