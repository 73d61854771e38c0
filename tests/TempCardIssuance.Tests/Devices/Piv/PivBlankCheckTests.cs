using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>How a body is identified and judged, byte for byte.</summary>
public sealed class PivBlankCheckTests : IDisposable
{
    private const string Select = "00A40400 09 A00000030800001000 00 => 9000";
    private const string Serial = "00F80000 00 => 0012AB34 9000";
    private const string NoSerial = "00F80000 00 => 6D00";
    private const string NoChuid = "00CB3FFF 05 5C035FC102 00 => 6A82";
    private const string NoMetadata = "00F7009B 00 => 6D00";

    /// <summary>Of a card that knows no objects for retired keys.</summary>
    private static readonly string[] NoCertificates =
    [
        "00CB3FFF 05 5C035FC105 00 => 6A82",
        "00CB3FFF 05 5C035FC10A 00 => 6A82",
        "00CB3FFF 05 5C035FC10B 00 => 6A82",
        "00CB3FFF 05 5C035FC101 00 => 6A82",
        "00CB3FFF 05 5C035FC10D 00 => 6A81",
    ];

    /// <summary>Of a card that knows no retired keys.</summary>
    private static readonly string[] NoKeys =
    [
        "00F7009A 00 => 6A88",
        "00F7009C 00 => 6A88",
        "00F7009D 00 => 6A88",
        "00F7009E 00 => 6A88",
        "00F70082 00 => 6A86",
    ];

    private const string FactoryChuid =
        "00CB3FFF 05 5C035FC102 00 => 5316 3410 112233445566478899AABBCCDDEEFF00 3E00 FE00 9000";

    private const string OurChuid =
        "00CB3FFF 05 5C035FC102 00 => 533B 3019D4E739DA739CED39CE739D836858210842108421C84210B7F6"
        + "3410112233445566478899AABBCCDDEEFF00 350832303331303530393E00FE00 9000";

    private readonly PivOptions _options = new();

    public void Dispose() => _options.Dispose();

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

    [Theory]
    [InlineData("63C1")]
    [InlineData("6301")]
    [InlineData("63C0")]
    [InlineData("6983")]
    public async Task A_pin_with_fewer_than_two_tries_is_not_tried(string tries)
    {
        using var card = new ScriptedConnection(
            [Select, Serial, NoChuid, NoMetadata, $"00200080 => {tries}", .. NoCertificates]);

        Assert.Equal(ErrorIds.TransportPinWrong, (await CheckAsync(card)).ErrorId);
        Assert.True(card.IsDone);
    }

    [Theory]
    [InlineData("0101FF 050101 06020301", "too few tries")]
    [InlineData("0101FF 050100 06020303", "not the default")]
    public async Task Metadata_tell_of_a_pin_that_is_not_to_be_tried(string metadata, string why)
    {
        using var card = new ScriptedConnection(
        [
            Select,
            Serial,
            NoChuid,
            "00F7009B 00 => 01010A 9000",
            $"00F70080 00 => {metadata} 9000",
            "00F70081 00 => 6A88",
            .. NoCertificates,
            .. NoKeys,
        ]);

        Assert.True((await CheckAsync(card)).ErrorId == ErrorIds.TransportPinWrong, why);
        Assert.True(card.IsDone);
    }

    [Theory]
    [InlineData("0101FF 050101 06020301")]
    [InlineData("0101FF 050100 06020303")]
    public async Task Metadata_tell_of_a_puk_that_is_not_to_be_tried(string metadata)
    {
        using var card = new ScriptedConnection(
        [
            Select,
            Serial,
            NoChuid,
            "00F7009B 00 => 01010A 9000",
            "00F70080 00 => 0101FF 050101 06020303 9000",
            $"00F70081 00 => {metadata} 9000",
            .. NoCertificates,
            .. NoKeys,
        ]);

        Assert.Equal(ErrorIds.TransportPinWrong, (await CheckAsync(card)).ErrorId);
        Assert.True(card.IsDone);
    }

    [Fact]
    public async Task Without_metadata_the_algorithms_for_the_length_of_the_key_are_asked_for()
    {
        using var card = new ScriptedConnection(
        [
            Select,
            Serial,
            NoChuid,
            NoMetadata,
            "00200080 => 63C3",
            .. NoCertificates,
            "0087039B 04 7C028000 00 => 6A86",
            "00870A9B 04 7C028000 00 => 6A80",
            "0087039B 04 7C028100 00 => 6A86",
            "00870A9B 04 7C028100 00 => 6A86",
        ]);

        Assert.Equal(ErrorIds.ManagementKeyWrong, (await CheckAsync(card)).ErrorId);
        Assert.True(card.IsDone);
    }

    /// <summary>Some cards answer whatever algorithm they are asked for; the length of the witness tells.</summary>
    [Fact]
    public async Task A_witness_of_another_length_is_not_taken_for_the_algorithm()
    {
        using var card = new ScriptedConnection(
        [
            Select,
            Serial,
            NoChuid,
            NoMetadata,
            "00200080 => 63C3",
            .. NoCertificates,
            "0087039B 04 7C028000 00 => 7C12 8010 00000000000000000000000000000000 9000",
            "00870A9B 04 7C028000 00 => 6A86",
            "0087039B 04 7C028100 00 => 6A86",
            "00870A9B 04 7C028100 00 => 7C04 81020000 9000",
        ]);

        Assert.Equal(ErrorIds.ManagementKeyWrong, (await CheckAsync(card)).ErrorId);
        Assert.True(card.IsDone);
    }

    [Fact]
    public async Task A_key_for_another_algorithm_than_the_card_tells_is_not_tried()
    {
        using var card = new ScriptedConnection(
        [
            Select,
            Serial,
            NoChuid,
            "00F7009B 00 => 01010C 9000",
            "00F70080 00 => 6A88",
            "00200080 => 63C3",
            "00F70081 00 => 6A88",
            .. NoCertificates,
            .. NoKeys,
        ]);

        Assert.Equal(ErrorIds.ManagementKeyWrong, (await CheckAsync(card)).ErrorId);
        Assert.True(card.IsDone);
    }

    [Fact]
    public async Task Somebody_elses_card_is_foreign_and_no_key_is_tried()
    {
        using var card = new ScriptedConnection(
        [
            Select,
            Serial,
            FactoryChuid,
            NoMetadata,
            "00200080 => 63C3",
            "00CB3FFF 05 5C035FC105 00 => 530A 7003AABBCC 710100 FE00 9000",
            .. NoCertificates[1..],
        ]);

        Assert.Equal(ErrorIds.BodyForeign, (await CheckAsync(card)).ErrorId);
        Assert.True(card.IsDone);
    }

    [Fact]
    public async Task A_card_made_here_is_no_blank()
    {
        using var card = new ScriptedConnection(
            [Select, Serial, OurChuid, NoMetadata, "00200080 => 63C3", .. NoCertificates]);

        Assert.Equal(ErrorIds.BodyForeign, (await CheckAsync(card)).ErrorId);
        Assert.True(card.IsDone);
    }

    [Theory]
    [InlineData(CardExtensions.All)]
    [InlineData(CardExtensions.None)]
    public async Task The_check_leaves_a_blank_as_it_was(CardExtensions extensions)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 1, Extensions = extensions });
        PivInspection before = Inspect(card);
        await using var body = PivCardBody.Open(card.Connect(), _options, (_, _) => Task.CompletedTask);

        await body.CheckBlankAsync(CancellationToken.None);

        PivInspection after = Inspect(card);
        Assert.Equal(PivCardKind.Blank, before.Kind);
        Assert.Equal(before.Kind, after.Kind);
        Assert.Equal(before.Facts, after.Facts);
    }

    [Fact]
    public async Task A_wrong_management_key_counts_nothing_down()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 1 });
        using var options = new PivOptions { TransportManagementKey = new SecretBytes(new byte[24]) };
        PivInspection before = Inspect(card);
        await using var body = PivCardBody.Open(card.Connect(), options, (_, _) => Task.CompletedTask);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => body.CheckBlankAsync(CancellationToken.None));

        Assert.Equal(ErrorIds.ManagementKeyWrong, error.ErrorId);
        Assert.Equal(before.Facts, Inspect(card).Facts);
    }

    public static TheoryData<string, string> OtherTransportValues => new()
    {
        { "654321", "12345678" }, { "123456", "87654321" },
    };

    /// <summary>The card tells that it has the well-known ones, so trying others could only count down.</summary>
    [Theory]
    [MemberData(nameof(OtherTransportValues))]
    public async Task Other_transport_values_than_the_card_tells_of_are_not_tried(string pin, string puk)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 1 });
        using PivOptions options = With(pin, puk);
        IReadOnlyDictionary<string, string> before = Inspect(card).Facts;
        await using var body = PivCardBody.Open(card.Connect(), options, (_, _) => Task.CompletedTask);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => body.CheckBlankAsync(CancellationToken.None));

        Assert.Equal(ErrorIds.TransportPinWrong, error.ErrorId);
        using VirtualCardConnection connection = card.Connect();
        var after = PivInspection.Run(connection, options);
        Assert.Equal(before, after.Facts.Where(fact => fact.Key != "noBlank"));
        Assert.Equal(PivCardKind.Foreign, after.Kind);
    }

    private static PivOptions With(string pin, string puk) => new()
    {
        TransportPin = new SecretBytes(Encoding.ASCII.GetBytes(pin)),
        TransportPuk = new SecretBytes(Encoding.ASCII.GetBytes(puk)),
    };

    private PivInspection Inspect(VirtualPivCard card)
    {
        using VirtualCardConnection connection = card.Connect();
        return PivInspection.Run(connection, _options);
    }

    private PivCardBody Open(ScriptedConnection card) =>
        PivCardBody.Open(card, _options, (_, _) => Task.CompletedTask);

    private async Task<TempCardException> CheckAsync(ScriptedConnection card)
    {
        PivCardBody body = Open(card);
        return await Assert.ThrowsAsync<TempCardException>(() => body.CheckBlankAsync(CancellationToken.None));
    }
}
