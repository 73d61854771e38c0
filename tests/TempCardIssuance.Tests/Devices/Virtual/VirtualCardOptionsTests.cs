using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Virtual;

public sealed class VirtualCardOptionsTests
{
    public static TheoryData<object> Impossible =>
    [
        CardInReader.Options with { Pin = "12345"u8.ToArray() },
        CardInReader.Options with { Pin = "123456789"u8.ToArray() },
        CardInReader.Options with { Pin = "12345A"u8.ToArray() },
        CardInReader.Options with { Puk = "123456789"u8.ToArray() },
        CardInReader.Options with { PinTries = 0 },
        CardInReader.Options with { PukTries = 16 },
        CardInReader.Options with { ManagementAlgorithm = ManagementAlgorithm.Aes256 },
        CardInReader.Options with { ManagementKey = new byte[16] },
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Cards_that_can_not_exist_are_refused_without_telling_their_secrets(object impossible)
    {
        var options = (VirtualCardOptions)impossible;

        TempCardException error = Assert.Throws<TempCardException>(() => new VirtualPivCard(options));

        Assert.Equal(ErrorIds.ConfigurationInvalid, error.ErrorId);
        Assert.DoesNotContain("12345", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Their_text_form_shows_no_PIN_and_no_key()
    {
        string text = CardInReader.Options.ToString();

        Assert.DoesNotContain("123456", text, StringComparison.Ordinal);
        Assert.DoesNotContain("01020304", text, StringComparison.Ordinal);
    }
}
