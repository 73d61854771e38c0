using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Tests.Infrastructure.Configuration;

public sealed class SecretReferenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("secret", "secret")]
    [InlineData("secret\n", "secret")]
    [InlineData("se cret \r\n", "se cret ")]
    public void A_file_gives_its_content_without_the_line_end(string content, string expected)
    {
        _folder.Write("value", content);

        using SecretBytes secret = SecretReference.TryParse("file:value", _folder.Path)!.Resolve();

        Assert.Equal(expected, Encoding.UTF8.GetString(secret.Span));
    }

    [Theory]
    [InlineData("EFBBBF313233", "123")]
    [InlineData("EFBBBF3132330D0A", "123")]
    [InlineData("FFFE310032003300", "123")]
    [InlineData("FEFF003100320033000D000A", "123")]
    public void A_byte_order_mark_is_no_part_of_a_secret(string hex, string expected)
    {
        File.WriteAllBytes(_folder["value"], Convert.FromHexString(hex));

        using SecretBytes secret = SecretReference.TryParse("file:value", _folder.Path)!.Resolve();

        Assert.Equal(expected, Encoding.UTF8.GetString(secret.Span));
    }

    [Theory]
    [InlineData("~/x.key", true)]
    [InlineData("~x.key", false)]
    public void A_tilde_alone_is_the_home_folder(string path, bool isHome)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

        Assert.Equal(
            isHome ? Path.Combine(home, "x.key") : _folder[path],
            SecretReference.TryParse($"file:{path}", _folder.Path)!.Name);
    }

    [Fact]
    public void A_variable_gives_its_value()
    {
        string name = $"TEMPCARD_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name, "größer");

        using SecretBytes secret = SecretReference.TryParse($"env:{name}", _folder.Path)!.Resolve();

        Assert.Equal("größer", Encoding.UTF8.GetString(secret.Span));
    }

    [Theory]
    [InlineData("file:none")]
    [InlineData("file:empty")]
    [InlineData("file:.")]
    [InlineData("env:TEMPCARD_TEST_NOT_SET")]
    public void What_can_not_be_read_is_missing(string text)
    {
        _folder.Write("empty", "\n");

        TempCardException error = Assert.Throws<TempCardException>(
            () => SecretReference.TryParse(text, _folder.Path)!.Resolve());

        Assert.Equal(ErrorIds.SecretMissing, error.ErrorId);
        Assert.NotNull(error.Remedy);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("env:")]
    [InlineData("FILE:x")]
    public void Anything_else_is_no_reference(string text) =>
        Assert.Null(SecretReference.TryParse(text, _folder.Path));
}
