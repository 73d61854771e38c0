using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Tests.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>How a body is identified, byte for byte.</summary>
public sealed class PivIdentityTests : PivScriptTests
{
    [Theory]
    [InlineData(Serial, NoChuid, "serial:0012AB34")]
    [InlineData(Serial, FactoryChuid, "serial:0012AB34")]
    [InlineData(Serial, OurChuid, "serial:0012AB34")]
    [InlineData("00F80000 00 => 00000000 9000", OurChuid, "guid:11223344-5566-4788-99aa-bbccddeeff00")]
    [InlineData("00F80000 00 => FFFFFFFF 9000", OurChuid, "guid:11223344-5566-4788-99aa-bbccddeeff00")]
    [InlineData("00F80000 00 => 9000", OurChuid, "guid:11223344-5566-4788-99aa-bbccddeeff00")]
    [InlineData(NoSerial, OurChuid, "guid:11223344-5566-4788-99aa-bbccddeeff00")]
    [InlineData(NoSerial, FactoryChuid, null)]
    [InlineData(NoSerial, NoChuid, null)]
    [InlineData(NoSerial, "00CB3FFF 05 5C035FC102 00 => 5300 9000", null)]
    [InlineData(NoSerial, "00CB3FFF 05 5C035FC102 00 => 9000", null)]
    public void A_body_is_known_by_its_serial_number_or_the_guid_that_was_written_here(
        string serial, string chuid, string? id)
    {
        using var card = new ScriptedConnection(Select, serial, chuid);

        PivCardBody body = Open(card);

        Assert.Equal(id, body.Id?.ToString());
        Assert.Equal(chuid is FactoryChuid or OurChuid ? TestJobs.CardGuid : null, body.CardGuid);
        Assert.True(card.IsDone);
    }

    [Fact]
    public void A_card_without_the_application_is_not_supported_and_let_go_of()
    {
        using var card = new ScriptedConnection(
            "00A40400 09 A00000030800001000 00 => 6A82",
            "00A40400 0B A000000308000010000100 00 => 6A82",
            "00A40400 05 A000000308 00 => 6999");

        Assert.Equal(ErrorIds.CardNotSupported, Assert.Throws<TempCardException>(() => Open(card)).ErrorId);
        Assert.True(card.IsClosed);
    }
}
