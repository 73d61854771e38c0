using System.Management.Automation;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>Closes what is open when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceSessions.CloseAll();
}
