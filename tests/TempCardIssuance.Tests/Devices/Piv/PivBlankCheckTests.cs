using TempCardIssuance.Core.Errors;
using TempCardIssuance.Tests.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>How a blank is judged, byte for byte.</summary>
public sealed class PivBlankCheckTests : PivScriptTests
{
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
}
