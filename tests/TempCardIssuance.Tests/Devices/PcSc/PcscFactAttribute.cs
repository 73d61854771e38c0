using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>
/// A test that needs pcscd and vpcd, and some programs; skipped, with the reason, where one is missing.
/// </summary>
public sealed class PcscFactAttribute : FactAttribute
{
    public PcscFactAttribute(params string[] programs)
    {
        Skip = PcscDaemon.Missing
            ?? programs.Where(name => !File.Exists($"/usr/bin/{name}"))
                .Select(name => $"{name} is not installed")
                .FirstOrDefault();
    }
}
