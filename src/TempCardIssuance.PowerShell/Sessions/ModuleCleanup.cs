using System.Management.Automation;

namespace TempCardIssuance.PowerShell.Sessions;

/// <summary>Closes what a runspace has open when the module is removed from it.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceSessions.CloseCurrent();
}
