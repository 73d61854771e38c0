using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Tests.Core.Certificates;

/// <summary>What Active Directory is told of a certificate, against what its documentation publishes.</summary>
public sealed class CardIdentityMappingTests
{
    private const string Sid = "S-1-5-21-3623811015-3361044348-30300820-1013";

    /// <summary>The sample of KB5014754: issuer and serial number turned round.</summary>
    [Fact]
    public void Issuer_and_serial_number_are_as_Microsoft_writes_them() => Assert.Equal(
        "X509:<I>DC=com,DC=contoso,CN=CONTOSO-DC-CA<SR>1200000000AC11000000002B",
        CardIdentityMapping.Of(MappedCertificate.Make(MappedCertificate.Contoso)).X509IssuerSerialNumber);

    /// <summary>Quotation as CertNameToStr does it, names of attributes as [MS-OSCO] 2.2.1 lists them.</summary>
    [Theory]
    [InlineData("CN=CA, O=\"Muster, Meier AG\", C=CH", "C=CH,O=\"Muster, Meier AG\",CN=CA")]
    [InlineData("CN=CA, O=\"Muster,  Meier\", C=CH", "C=CH,O=\"Muster,  Meier\",CN=CA")]
    [InlineData("CN=\"a \"\"b\"\" c\"", "CN=\"a \"\"b\"\" c\"")]
    [InlineData("CN=\" a\"", "CN=\" a\"")]
    [InlineData("CN=\"a+b\", OU=\"c=d\", O=\"#1\"", "O=\"#1\",OU=\"c=d\",CN=\"a+b\"")]
    [InlineData("CN=a\\b/c", "CN=a\\b/c")]
    [InlineData("CN=John Doe, OID.1.3.6.1.4.1.311.1.1=Sample Text", "OID.1.3.6.1.4.1.311.1.1=Sample Text,CN=John Doe")]
    [InlineData("E=ca@example.org, S=Bern, L=Thun, STREET=Gasse 1, C=CH",
        "C=CH,STREET=Gasse 1,L=Thun,S=Bern,E=ca@example.org")]
    [InlineData("OID.2.5.4.5=77, OID.2.5.4.42=Anna, OID.2.5.4.4=Muster", "SN=Muster,G=Anna,SERIALNUMBER=77")]
    [InlineData("CN=Zürich Łódź", "CN=Zürich Łódź")]
    public void Names_are_as_Windows_writes_them(string issuer, string expected) => Assert.StartsWith(
        $"X509:<I>{expected}<SR>",
        CardIdentityMapping.Of(MappedCertificate.Make(new X500DistinguishedName(issuer))).X509IssuerSerialNumber,
        StringComparison.Ordinal);

    [Fact]
    public void A_name_of_several_attributes_stays_together()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSetOf())
        {
            foreach ((string type, string value) in new[] { ("2.5.4.3", "CA"), ("2.5.4.5", "7") })
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(type);
                    writer.WriteCharacterString(UniversalTagNumber.PrintableString, value);
                }
            }
        }

        var mapping = CardIdentityMapping.Of(MappedCertificate.Make(new X500DistinguishedName(writer.Encode())));

        Assert.StartsWith(
            "X509:<I>SERIALNUMBER=7 + CN=CA<SR>", mapping.X509IssuerSerialNumber, StringComparison.Ordinal);
        Assert.StartsWith(@"&&<ISSUER>^serialNumber=7\+CN=CA$", mapping.PkinitCertMatch, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_keeps_the_byte_that_keeps_it_positive() => Assert.EndsWith(
        "<SR>40DFEC63F63ED111883C3C8B00C100",
        CardIdentityMapping.Of(MappedCertificate.Make(
            MappedCertificate.Contoso, serial: "00C1008B3C3C8811D13EF663ECDF40")).X509IssuerSerialNumber,
        StringComparison.Ordinal);

    [Fact]
    public void The_key_identifier_is_told_where_there_is_one()
    {
        var identifier = new X509SubjectKeyIdentifierExtension("0102030405AB", critical: false);

        Assert.Null(CardIdentityMapping.Of(MappedCertificate.Make(MappedCertificate.Contoso)).X509Ski);
        Assert.Equal(
            "X509:<SKI>0102030405AB",
            CardIdentityMapping.Of(MappedCertificate.Make(MappedCertificate.Contoso, also: identifier)).X509Ski);
    }

    /// <summary>[MS-PKCA] 3.1.5.2.1.3: issuer and SID.</summary>
    [Fact]
    public void The_SID_is_told_where_there_is_one()
    {
        var profile = new CertificateProfile
        {
            Name = "logon",
            Slot = "9A",
            KeyType = KeyType.Rsa2048,
            Authority = "local",
            Subject = "CN=x",
        };
        IReadOnlyList<X509Extension> extensions = RequestedExtensions.Of(profile, [], Sid);

        Assert.Null(CardIdentityMapping.Of(MappedCertificate.Make(MappedCertificate.Contoso)).X509IssuerSid);
        Assert.Equal(
            $"X509:<I>DC=com,DC=contoso,CN=CONTOSO-DC-CA<SID>{Sid}",
            CardIdentityMapping.Of(MappedCertificate.Make(MappedCertificate.Contoso, also: extensions)).X509IssuerSid);
    }

    [Theory]
    [InlineData("0500")]
    [InlineData("3000")]
    [InlineData("30053003040141")]
    public void An_extension_that_is_no_SID_is_none(string value) => Assert.Null(CardIdentityMapping.Of(
        MappedCertificate.Make(
            MappedCertificate.Contoso,
            also: new X509Extension("1.3.6.1.4.1.311.25.2", Convert.FromHexString(value), critical: false)))
        .X509IssuerSid);
}
