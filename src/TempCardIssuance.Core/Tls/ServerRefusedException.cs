using System.Security.Authentication;

namespace TempCardIssuance.Core.Tls;

/// <summary>The certificate of the server is not one to trust.</summary>
/// <param name="problem">A clause about the certificate.</param>
/// <param name="isName">Whether it is good, but another server's.</param>
public sealed class ServerRefusedException(string problem, bool isName) : AuthenticationException(problem)
{
    public bool IsName => isName;
}
