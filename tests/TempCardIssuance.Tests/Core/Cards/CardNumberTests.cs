using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Core.Cards;

public sealed class CardNumberTests
{
    [Theory]
    [InlineData("T-00001")]
    [InlineData("7")]
    [InlineData("berlin.desk_4-b")]
    [InlineData("nul-1")]
    [InlineData("com10")]
    [InlineData("1.nul")]
    public void Takes_letters_digits_and_marks(string number) => Assert.Equal(number, CardNumber.Check(number));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-1")]
    [InlineData("T 1")]
    [InlineData("T/1")]
    [InlineData("..")]
    [InlineData("T-1\n")]
    [InlineData("Tä1")]
    [InlineData("nul")]
    [InlineData("Nul.1")]
    [InlineData("CON")]
    [InlineData("prn.a.b")]
    [InlineData("aux")]
    [InlineData("com1")]
    [InlineData("LPT9.x")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void Refuses_the_rest(string? number)
    {
        TempCardException error = Assert.Throws<TempCardException>(() => CardNumber.Check(number));
        Assert.Equal(ErrorIds.CardNumberInvalid, error.ErrorId);
    }
}
