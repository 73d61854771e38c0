using TempCardIssuance.Core.Files;

namespace TempCardIssuance.Tests.Core.Files;

/// <summary>A file is put where another is that somebody holds open.</summary>
public sealed class HeldFileTests
{
    private const int SharingViolation = unchecked((int)0x80070020);

    [Fact]
    public void It_is_tried_again_until_nobody_holds_it()
    {
        int tries = 0, pauses = 0;

        HeldFile.Replace(
            () =>
            {
                if (++tries < 4)
                    throw new IOException("held", SharingViolation);
            },
            () => pauses++);

        Assert.Equal((4, 3), (tries, pauses));
    }

    [Fact]
    public void Whoever_holds_it_for_long_is_told_of()
    {
        int tries = 0;

        IOException error = Assert.Throws<IOException>(() => HeldFile.Replace(
            () =>
            {
                tries++;
                throw new IOException("held", SharingViolation);
            },
            () => { }));

        Assert.Equal("held", error.Message);
        Assert.InRange(tries, 2, 100);
    }

    [Fact]
    public void Other_faults_are_told_at_once()
    {
        int pauses = 0;

        Assert.Throws<DirectoryNotFoundException>(() => HeldFile.Replace(
            () => throw new DirectoryNotFoundException(), () => pauses++));

        Assert.Equal(0, pauses);
    }
}
