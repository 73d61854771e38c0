using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>Sizes on 64-bit systems, as the C compilers there lay the structures out.</summary>
public sealed class NativeLayoutTests
{
    [Fact]
    public void Structures_have_the_sizes_of_each_system()
    {
        Assert.Equal(80, Unsafe.SizeOf<PcscLite.ReaderState>());
        Assert.Equal(64, Unsafe.SizeOf<WinSCard.ReaderState>());
        Assert.Equal(61, Unsafe.SizeOf<ApplePcsc.ReaderState>());
        Assert.Equal(16, Unsafe.SizeOf<PcscLite.IoRequest>());
        Assert.Equal(8, Unsafe.SizeOf<WinSCard.IoRequest>());
        Assert.Equal(8, Unsafe.SizeOf<ApplePcsc.IoRequest>());
    }

    [Theory]
    [InlineData(typeof(PcscLite.ReaderState), 24)]
    [InlineData(typeof(WinSCard.ReaderState), 20)]
    [InlineData(typeof(ApplePcsc.ReaderState), 20)]
    public void The_state_that_comes_back_is_where_the_system_writes_it(Type readerState, int offset) =>
        Assert.Equal(offset, Marshal.OffsetOf(readerState, nameof(PcscLite.ReaderState.EventState)).ToInt32());

    [Fact]
    public void Lists_of_names_end_at_the_empty_one() =>
        Assert.Equal(["Reader A 00 00", "Leser Ä 01 00"], MultiString.Parse("Reader A 00 00\0Leser Ä 01 00\0\0rest\0"));
}
