using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Tests.Core.Pins;

public sealed class SecretBytesTests
{
    [Fact]
    public void Is_zeroed_and_out_of_reach_after_disposal()
    {
        var secret = new SecretBytes("493805"u8);
        Span<byte> view = secret.Span;
        secret.Dispose();
        Assert.Equal(new byte[6], view.ToArray());
        Assert.Throws<ObjectDisposedException>(() => secret.Span.Length);
    }

    [Fact]
    public void Has_no_text_form()
    {
        using var secret = new SecretBytes("493805"u8);
        Assert.DoesNotContain("493805", $"{secret}", StringComparison.Ordinal);
    }
}
