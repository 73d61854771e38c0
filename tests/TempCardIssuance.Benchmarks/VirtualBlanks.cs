using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Benchmarks;

/// <summary>Blanks for readers of pcscd, each with a serial number of its own.</summary>
internal sealed class VirtualBlanks(VirtualCardTiming? timing)
{
    private static int _serial = 0x00B0_0000;

    /// <summary>
    /// A blank that yubico-piv-tool can work with too: that of Debian 12 knows only 3DES management keys.
    /// </summary>
    public VirtualPivCard Make() => new(new VirtualCardOptions
    {
        Serial = (uint)Interlocked.Increment(ref _serial),
        Atr = Convert.FromHexString("3B8580018073C021C0D6"),
        ManagementAlgorithm = ManagementAlgorithm.TripleDes,
        Timing = timing,
    });

    /// <summary>Puts a new blank into a reader, in place of the card that is there.</summary>
    public void Swap(VirtualSlot slot) => slot.Insert(Make().Connect());
}
