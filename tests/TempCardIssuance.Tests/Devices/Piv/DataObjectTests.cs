using TempCardIssuance.Devices.Piv;

namespace TempCardIssuance.Tests.Devices.Piv;

public sealed class DataObjectTests
{
    private static readonly DateOnly Expires = new(2031, 5, 9);

    /// <summary>The FASC-N that widespread tools write, so known from elsewhere.</summary>
    [Fact]
    public void A_fasc_n_is_encoded_in_bcd_with_parity_and_check_character() => Assert.Equal(
        "D4E739DA739CED39CE739D836858210842108421C84210C3EB",
        Convert.ToHexString(FascN.Encode("S9999F9999F999999F0F1F0000000000300001E")));

    [Fact]
    public void A_chuid_has_the_mandatory_elements_in_order() => Assert.Equal(
        "3019" + Convert.ToHexString(FascN.TemporaryCard)
        + "3410112233445566478899AABBCCDDEEFF00"
        + "35083230333130353039"
        + "3E00FE00",
        Convert.ToHexString(Chuid.Encode(TestJobs.CardGuid, Expires)));

    [Fact]
    public void A_chuid_of_ours_is_recognized() => Assert.Equal(
        new Chuid(TestJobs.CardGuid, Expires, IsOurs: true), Chuid.Parse(Chuid.Encode(TestJobs.CardGuid, Expires)));

    [Theory]
    [InlineData("")]
    [InlineData("3019D4E7")]
    [InlineData(
        "3019D4E739DA739CED39CE739D836858210842108421C84210C3EB"
        + "3410000000000000000000000000000000003508585858585858585833")]
    public void A_chuid_of_somebody_else_gives_what_can_be_read(string bytes) =>
        Assert.Equal(new Chuid(null, null, IsOurs: false), Chuid.Parse(Convert.FromHexString(bytes)));

    [Fact]
    public void A_card_capability_container_has_the_mandatory_elements() => Assert.Equal(
        "F015A000000116FF02112233445566478899AABBCCDDEE"
        + "F10121F20121F300F40100F50110F600F700FA00FB00FC00FD00FE00",
        Convert.ToHexString(CardCapabilityContainer.Encode(TestJobs.CardGuid)));

    [Theory]
    [InlineData("7003AABBCC710100FE00", true)]
    [InlineData("7000710100FE00", false)]
    [InlineData("", false)]
    public void An_object_without_a_certificate_is_told_from_one_with(string bytes, bool expected) =>
        Assert.Equal(expected, CertificateObject.HasCertificate(Convert.FromHexString(bytes)));

    [Fact]
    public void A_certificate_object_says_that_it_is_not_compressed() =>
        Assert.Equal("7003AABBCC710100FE00", Convert.ToHexString(CertificateObject.Encode([0xAA, 0xBB, 0xCC])));
}
