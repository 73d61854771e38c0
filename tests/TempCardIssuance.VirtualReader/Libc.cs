using System.Runtime.InteropServices;

namespace TempCardIssuance.VirtualReader;

/// <summary>What .NET has no call for.</summary>
internal static partial class Libc
{
    public const int SigTerm = 15;

    /// <summary>Environment.SetEnvironmentVariable does not reach native libraries.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetEnv(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "dup")]
    public static partial int Dup(int descriptor);

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);
}
