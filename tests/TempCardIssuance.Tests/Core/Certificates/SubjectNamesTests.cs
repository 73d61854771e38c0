using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Core.Certificates;

/// <summary>Names beside the subject, as OpenSSL reads them.</summary>
public sealed class SubjectNamesTests
{
    private static readonly CertificateName[] All =
    [
        new(NameKind.Upn, "pool7@example.org"),
        new(NameKind.Email, "temp.card@example.org"),
        new(NameKind.Dns, "kiosk.example.org"),
        new(NameKind.Uri, "urn:uuid:00112233-4455-6677-8899-aabbccddeeff"),
        new(NameKind.Principal, "pool7/desk@EXAMPLE.ORG"),
    ];

    [Fact]
    public async Task Every_kind_of_name_is_what_OpenSSL_says_it_is()
    {
        using var folder = new TemporaryFolder();
        string file = folder["names.pem"];
        await File.WriteAllTextAsync(file, Certificate(All), TestContext.Current.CancellationToken);

        (_, string text) = await OpenSsl.RunAsync("x509", "-in", file, "-noout", "-ext", "subjectAltName");

        Assert.Contains("othername: UPN::pool7@example.org", text, StringComparison.Ordinal);
        Assert.Contains("email:temp.card@example.org", text, StringComparison.Ordinal);
        Assert.Contains("DNS:kiosk.example.org", text, StringComparison.Ordinal);
        Assert.Contains("URI:urn:uuid:00112233-4455-6677-8899-aabbccddeeff", text, StringComparison.Ordinal);

        (_, string tree) = await OpenSsl.RunAsync("asn1parse", "-in", file, "-strparse", Offset(file));
        // Realm and the two parts of the name; OpenSSL does not write what is in them.
        Assert.Equal(3, tree.Split("GENERALSTRING").Length - 1);
        string raw = Encoding.Latin1.GetString(SubjectNames.Encode(All).RawData);
        Assert.Contains("\u001b\u000bEXAMPLE.ORG", raw, StringComparison.Ordinal);
        Assert.Contains("\u001b\u0005pool7\u001b\u0004desk", raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_read_as_they_were_written()
    {
        X509Extension extension = SubjectNames.Encode(All);

        Assert.Equal(All.Length, SubjectNames.Read([extension]).Count);
        Assert.True(SubjectNames.Read([SubjectNames.Encode(All[1..2])]).IsSubsetOf(SubjectNames.Read([extension])));
        Assert.Empty(SubjectNames.Read([]));
    }

    [Theory]
    [InlineData(NameKind.Upn, "pool7")]
    [InlineData(NameKind.Upn, "pool 7@example.org")]
    [InlineData(NameKind.Email, "pool7")]
    [InlineData(NameKind.Email, "zoë@example.org")]
    [InlineData(NameKind.Email, "a@b@example.org")]
    [InlineData(NameKind.Dns, "")]
    [InlineData(NameKind.Dns, "a b.example.org")]
    [InlineData(NameKind.Dns, "example.org.")]
    [InlineData(NameKind.Uri, "not absolute")]
    [InlineData(NameKind.Principal, "pool7")]
    [InlineData(NameKind.Principal, "@EXAMPLE.ORG")]
    [InlineData(NameKind.Principal, "pool7@")]
    [InlineData(NameKind.Principal, "pool7@A@B")]
    [InlineData(NameKind.Principal, "pool7\\")]
    public void What_is_no_name_of_its_kind_is_told(NameKind kind, string value) =>
        Assert.NotNull(SubjectNames.Problem(new CertificateName(kind, value)));

    [Theory]
    [InlineData(NameKind.Upn, "zoë@example.org")]
    [InlineData(NameKind.Dns, "bücher.example")]
    [InlineData(NameKind.Principal, "a\\/b\\@c@EXAMPLE.ORG")]
    public void Unusual_names_are_names(NameKind kind, string value) =>
        Assert.Null(SubjectNames.Problem(new CertificateName(kind, value)));

    [Theory]
    [InlineData("CN=A, O=B", "CN=a,  O=b", true)]
    [InlineData("CN=A, O=B", "O=B, CN=A", false)]
    [InlineData("CN=A", "CN=A, O=B", false)]
    [InlineData("CN=A  B", "CN=a b", true)]
    public void Subjects_are_compared_as_RFC_5280_has_it(string one, string other, bool areEqual) => Assert.Equal(
        areEqual,
        DistinguishedNames.AreEqual(new X500DistinguishedName(one), new X500DistinguishedName(other)));

    private static string Certificate(IEnumerable<CertificateName> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Names", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(SubjectNames.Encode(names));
        using X509Certificate2 certificate =
            request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem();
    }

    /// <summary>Where the value of the extension begins, for <c>asn1parse -strparse</c>.</summary>
    private static string Offset(string file)
    {
        byte[] der = X509CertificateLoader.LoadCertificateFromFile(file).RawData;
        byte[] id = [0x06, 0x03, 0x55, 0x1D, 0x11];
        return (der.AsSpan().IndexOf(id) + id.Length).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
