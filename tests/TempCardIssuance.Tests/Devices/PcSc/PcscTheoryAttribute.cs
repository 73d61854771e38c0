using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>Tests that need pcscd and vpcd; skipped, with the reason, where one is missing.</summary>
public sealed class PcscTheoryAttribute : TheoryAttribute
{
    public PcscTheoryAttribute() => Skip = PcscDaemon.Missing;
}
