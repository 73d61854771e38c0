using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Tests.Core.Pins;

public sealed class PinGeneratorTests
{
    private static readonly PinPolicy Policy = new() { Length = 6 };

    [Theory]
    [InlineData("493805", true)]
    [InlineData("912340", false)] // 1234 is a sequence of four
    [InlineData("904321", false)] // and so is 4321
    [InlineData("912305", true)] // three are permitted
    [InlineData("474474", false)] // two digits only
    [InlineData("147258", false)] // a column of the keyboard after the other
    [InlineData("111111", false)]
    [InlineData("49380", false)] // too short
    public void Permits_what_the_policy_says(string pin, bool permitted) =>
        Assert.Equal(permitted, PinGenerator.IsPermitted(Policy, Encoding.ASCII.GetBytes(pin)));

    [Fact]
    public void A_looser_policy_permits_common_values() =>
        Assert.True(PinGenerator.IsPermitted(Policy with { RefuseCommon = false }, "147258"u8));

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void Draws_only_permitted_values_of_the_length(int length)
    {
        PinPolicy policy = Policy with { Length = length };
        for (int i = 0; i < 2000; i++)
        {
            using SecretBytes pin = PinGenerator.Draw(policy);
            Assert.True(PinGenerator.IsPermitted(policy, pin.Span));
        }
    }

    [Fact]
    public void Draws_every_permitted_value_equally_often()
    {
        // All permitted values of a policy small enough to count: chi-square against the uniform distribution.
        var policy = new PinPolicy { Length = 4, MaxSequence = 1, MinDistinct = 4, RefuseCommon = false };
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int value = 0; value < 10_000; value++)
        {
            string pin = value.ToString("0000", System.Globalization.CultureInfo.InvariantCulture);
            if (PinGenerator.IsPermitted(policy, Encoding.ASCII.GetBytes(pin)))
                counts[pin] = 0;
        }

        const int Mean = 40;
        for (int i = 0; i < counts.Count * Mean; i++)
        {
            using SecretBytes pin = PinGenerator.Draw(policy);
            counts[Encoding.ASCII.GetString(pin.Span)]++;
        }

        double chiSquare = counts.Values.Sum(c => Math.Pow(c - Mean, 2) / Mean);
        double degrees = counts.Count - 1;
        // Six standard deviations: fails by chance once in a thousand million runs.
        Assert.InRange(chiSquare, degrees - (6 * Math.Sqrt(2 * degrees)), degrees + (6 * Math.Sqrt(2 * degrees)));
    }

    [Theory]
    [InlineData(3, 3, 3)]
    [InlineData(17, 3, 3)]
    [InlineData(6, 0, 3)]
    [InlineData(6, 3, 0)]
    [InlineData(6, 3, 7)]
    [InlineData(12, 3, 11)]
    public void Refuses_a_policy_that_permits_nothing(int length, int maxSequence, int minDistinct)
    {
        var policy = new PinPolicy { Length = length, MaxSequence = maxSequence, MinDistinct = minDistinct };
        TempCardException error = Assert.Throws<TempCardException>(() => PinGenerator.Draw(policy));
        Assert.Equal(ErrorIds.PinPolicyInvalid, error.ErrorId);
    }
}
