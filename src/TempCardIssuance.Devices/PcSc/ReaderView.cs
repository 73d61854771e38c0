using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>What a reader looks like at one moment.</summary>
/// <param name="Reader">Its name; null if it is not there.</param>
/// <param name="States">Its state; nothing if it is not there.</param>
/// <param name="Problem">Why it is not there.</param>
internal sealed record ReaderView(string? Reader, SCardStates States, TempCardException? Problem)
{
    public bool CardPresent => States.HasFlag(SCardStates.Present);

    /// <summary>Insertions and removals so far, modulo 2^16; always 0 on macOS.</summary>
    public uint Events => (uint)States >> 16;

    public static ReaderView Absent(TempCardException problem) => new(null, SCardStates.Unaware, problem);
}
