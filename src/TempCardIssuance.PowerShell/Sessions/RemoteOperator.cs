using System.Management.Automation;
using System.Management.Automation.Remoting;

namespace TempCardIssuance.PowerShell.Sessions;

/// <summary>
/// Who works in a remote session. A JEA endpoint runs as a virtual or group-managed account that all share, so that
/// neither the audit trail nor dual control could tell one operator from another by the user of the process.
/// </summary>
internal static class RemoteOperator
{
    private const char DomainEnd = '\\';

    /// <summary>
    /// The user who connected, without domain, as the user of a process is named; null in a session that is not
    /// remote, and in jobs, which name none.
    /// </summary>
    public static string? Of(SessionState state)
    {
        object? variable = state.PSVariable.GetValue("PSSenderInfo");
        object? sender = variable is PSObject wrapped ? wrapped.BaseObject : variable;
        string? name = (sender as PSSenderInfo)?.UserInfo?.Identity?.Name;
        return string.IsNullOrEmpty(name) ? null : name[(name.LastIndexOf(DomainEnd) + 1)..];
    }
}
