using System.Runtime.InteropServices;
using TempCardIssuance.Devices.PcSc;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>
/// Sizes on 64-bit systems, as the C compilers there lay the structures out. Windows and macOS are not where the
/// tests run, so this is what keeps their declarations right.
/// </summary>
public sealed class NativeLayoutTests
{
    [Theory]
    [InlineData("PcscLite", 80, 24)]
    [InlineData("WinSCard", 64, 20)]
    [InlineData("ApplePcsc", 61, 20)]
    public void The_state_of_a_reader_is_laid_out_as_on_each_system(string library, int size, int eventStateOffset)
    {
        Type type = Native(library, "ReaderState");
        Assert.Equal(size, Marshal.SizeOf(type));
        Assert.Equal(eventStateOffset, Marshal.OffsetOf(type, "EventState").ToInt32());
    }

    [Theory]
    [InlineData("PcscLite", 16)]
    [InlineData("WinSCard", 8)]
    [InlineData("ApplePcsc", 8)]
    public void The_protocol_header_is_laid_out_as_on_each_system(string library, int size) =>
        Assert.Equal(size, Marshal.SizeOf(Native(library, "IoRequest")));

    private static Type Native(string library, string name) =>
        typeof(PcscReaders).Assembly.GetType(
            $"TempCardIssuance.Devices.PcSc.Native.{library}+{name}", throwOnError: true)!;
}
