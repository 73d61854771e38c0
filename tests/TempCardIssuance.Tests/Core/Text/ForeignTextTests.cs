using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Tests.Core.Text;

public sealed class ForeignTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  no such\r\n\tprofile ", "no such profile")]
    [InlineData("a\u001b[31mb\u0000c\u0085d", "a [31mb c d")]
    [InlineData("a\u202eb\u2066c\u200bd\u2028e", "a b c d e")]
    [InlineData("a\ud800b", "a b")] // half a character
    [InlineData("Größe 😀", "Größe 😀")]
    public void It_becomes_one_line_that_steers_nothing(string text, string expected) =>
        Assert.Equal(expected, ForeignText.OneLine(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcdef ...")]
    [InlineData("abc \n ", 3, "abc")]
    public void It_is_cut_off(string text, int max, string expected) =>
        Assert.Equal(expected, ForeignText.OneLine(text, max));

    [Theory]
    [InlineData("a < b > c", "a < b > c")]
    [InlineData("<!DOCTYPE html><html><title>Error</title><body>no <b>right</b></body></html>", "Error no right")]
    [InlineData("<html><p>unclosed <b", "unclosed")]
    public void Pages_lose_their_tags(string text, string expected) =>
        Assert.Equal(expected, ForeignText.OneLine(ForeignText.WithoutTags(text)));
}
