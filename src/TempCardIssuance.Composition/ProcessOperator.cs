using System.Globalization;
using System.Runtime.InteropServices;

namespace TempCardIssuance.Composition;

/// <summary>Who works, where no server has let somebody in: the user of the process.</summary>
internal static class ProcessOperator
{
    /// <summary>
    /// The user, with the domain where there is one; of a user without an entry in the system's list (a container, a
    /// service) the number, such as <c>uid-1000</c>.
    /// </summary>
    public static string Name()
    {
        string user = Environment.UserName;
        if (OperatingSystem.IsWindows())
            return IsOfDomain() ? $"{Environment.UserDomainName}\\{user}" : user;
        return user.Length > 0 ? user : string.Create(CultureInfo.InvariantCulture, $"uid-{EffectiveUser()}");
    }

    private static bool IsOfDomain() =>
        !string.Equals(Environment.UserDomainName, Environment.MachineName, StringComparison.OrdinalIgnoreCase);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
