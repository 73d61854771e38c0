using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Tests.Core.Text;

public sealed class ControlCharactersTests
{
    [Theory]
    [InlineData("Zürich 😀", "Zürich 😀")]
    [InlineData("a\nb\r\nc\td", "a\nb\r\nc\td")]
    [InlineData("\u001b[31mred\u0007", @"\u001B[31mred\u0007")]
    [InlineData("a\rb", @"a\u000Db")]
    [InlineData("a\u009bb\u007f\u2028", @"a\u009Bb\u007F\u2028")]
    [InlineData("abc\u202ecba\u2066", @"abc\u202Ecba\u2066")]
    [InlineData("אנה\u200f (1)", "אנה\u200f (1)")]
    public void What_steers_a_terminal_is_written_out(string text, string expected) =>
        Assert.Equal(expected, ControlCharacters.Shown(text));

    [Theory]
    [InlineData("Zürich", null, 0)]
    [InlineData("a\tb", "U+0009", 2)]
    [InlineData("\u009b", "U+009B", 1)]
    [InlineData("a\u202eb", "U+202E", 2)]
    public void The_first_one_is_found(string text, string? name, int place) =>
        Assert.Equal(name is null ? null : (name, place), ControlCharacters.Find(text));
}
