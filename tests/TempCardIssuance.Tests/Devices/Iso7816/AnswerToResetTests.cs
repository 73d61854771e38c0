using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Iso7816;

public sealed class AnswerToResetTests
{
    [Theory]
    [InlineData("3BFD1300008131FE158073C021C057597562694B657940", true)] // interface bytes, category 80
    [InlineData("3B8580018073C02140", true)] // contactless form, capabilities 40
    [InlineData("3B8580018073C02180", false)] // chaining only
    [InlineData("3B8500C073C02140", false)] // category C0 is proprietary
    [InlineData("3B8001", false)] // no historical bytes
    [InlineData("3BFF13", false)] // cut off
    [InlineData("", false)]
    public void Extended_length_is_read_from_the_historical_bytes(string atr, bool expected) =>
        Assert.Equal(
            expected,
            AnswerToReset.AnnouncesExtendedLength(
                Convert.FromHexString(atr.Replace(" ", "", StringComparison.Ordinal))));
}
