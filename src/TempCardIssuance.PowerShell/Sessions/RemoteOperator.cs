using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Remoting;

namespace TempCardIssuance.PowerShell.Sessions;

/// <summary>
/// Who works in a remote session. A JEA endpoint runs as a virtual or group-managed account that all share, so that
/// neither the audit trail nor dual control could tell one operator from another by the user of the process.
/// </summary>
/// <param name="Name">With the domain, as the server has verified it.</param>
internal sealed record RemoteOperator(string Name)
{
    /// <summary>
    /// Where a job has the operator of the session that started it. Nobody else can make a value of this type.
    /// </summary>
    public const string JobVariable = "TempCardIssuanceOperator";

    /// <summary>The host of a session that the engine serves to a client.</summary>
    private const string ServerHost = "ServerRemoteHost";

    /// <summary>
    /// The user who connected; null in a session that is not remote, whatever variables say there, and in processes
    /// for jobs, which name none.
    /// </summary>
    public static RemoteOperator? Of(SessionState state, PSHost host)
    {
        if (Value(state, JobVariable) is RemoteOperator passed)
            return passed;
        string? name = host.Name == ServerHost
            ? (Value(state, "PSSenderInfo") as PSSenderInfo)?.UserInfo?.Identity?.Name
            : null;
        return string.IsNullOrEmpty(name) ? null : new RemoteOperator(name);
    }

    private static object? Value(SessionState state, string name)
    {
        object? variable = state.PSVariable.GetValue(name);
        return variable is PSObject wrapped ? wrapped.BaseObject : variable;
    }
}
