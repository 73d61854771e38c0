using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Piv;

public sealed class PivInspectionTests : IDisposable
{
    private readonly PivOptions _options = new();

    public void Dispose() => _options.Dispose();

    [Fact]
    public void What_a_blank_tells_is_given_as_facts()
    {
        using VirtualCardConnection card = new VirtualPivCard(new VirtualCardOptions
        {
            Serial = 0x12AB34,
            ManagementAlgorithm = ManagementAlgorithm.TripleDes,
            PinTries = 5,
        }).Connect();

        var inspection = PivInspection.Run(card, _options);

        Assert.Equal(PivCardKind.Blank, inspection.Kind);
        Assert.Equal(
            ["managementKey=3DES", "pinTries=5", "pukTries=3", "serial=0012AB34"],
            inspection.Facts.Where(fact => fact.Key is not "version" and not "application")
                .Select(fact => $"{fact.Key}={fact.Value}").Order());
    }

    [Fact]
    public void Name_and_algorithms_are_told_where_the_card_tells_them()
    {
        using var card = new ScriptedConnection(
            "00A40400 09 A00000030800001000 00 => 6113 5004 54657374 AC0B 800103 800111 80010C 0600 9000",
            "00F80000 00 => 6D00",
            "00FD0000 00 => 6D00",
            "00CB3FFF 05 5C035FC102 00 => 6A82",
            "00F7009B 00 => 6D00",
            "00200080 => 63C3",
            "00CB3FFF 05 5C035FC105 00 => 6A82",
            "00CB3FFF 05 5C035FC10A 00 => 6A82",
            "00CB3FFF 05 5C035FC10B 00 => 6A82",
            "00CB3FFF 05 5C035FC101 00 => 6A82",
            "00CB3FFF 05 5C035FC10D 00 => 6A81");

        var inspection = PivInspection.Run(card, _options);

        Assert.Equal("Test", inspection.Facts["application"]);
        Assert.Equal("3DES P-256 AES-256", inspection.Facts["algorithms"]);
    }

    [Fact]
    public void A_card_whose_pin_was_changed_is_foreign()
    {
        using VirtualCardConnection card = new VirtualPivCard(new VirtualCardOptions { Serial = 1 }).Connect();
        var application = new PivApplication(new ConnectionChannel(card));
        application.Select();
        using var changed = new SecretBytes("938475"u8);
        new PivPins(application).Change(PivPin.Pin, _options.TransportPin, changed);

        Assert.Equal(PivCardKind.Foreign, PivInspection.Run(card, _options).Kind);
    }

    [Fact]
    public void A_card_that_tells_little_and_has_a_chuid_is_unknown()
    {
        using var card = new ScriptedConnection(
            "00A40400 09 A00000030800001000 00 => 9000",
            "00F80000 00 => 6D00",
            "00FD0000 00 => 6D00",
            "00CB3FFF 05 5C035FC102 00 => 5316 3410 112233445566478899AABBCCDDEEFF00 3E00 FE00 9000",
            "00F7009B 00 => 6D00",
            "00200080 => 63C3",
            "00CB3FFF 05 5C035FC105 00 => 6A82",
            "00CB3FFF 05 5C035FC10A 00 => 6A82",
            "00CB3FFF 05 5C035FC10B 00 => 6A82",
            "00CB3FFF 05 5C035FC101 00 => 6A82",
            "00CB3FFF 05 5C035FC10D 00 => 6A81");

        var inspection = PivInspection.Run(card, _options);

        Assert.Equal(PivCardKind.Unknown, inspection.Kind);
        Assert.Equal("3", inspection.Facts["pinTries"]);
        Assert.True(card.IsDone);
    }
}
