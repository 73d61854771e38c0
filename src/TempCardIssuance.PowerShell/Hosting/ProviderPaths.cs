using System.Collections.ObjectModel;
using System.Management.Automation;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>Turns paths as users type them into paths of the file system, through PowerShell's providers.</summary>
internal static class ProviderPaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>A path that need not exist; wildcards are taken literally.</summary>
    public static string Unresolved(PathIntrinsics paths, string path)
    {
        string full = paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == FileSystem ? full : throw NotAFile(path, provider);
    }

    /// <summary>All files that a path with wildcards stands for.</summary>
    /// <exception cref="ItemNotFoundException">There is none.</exception>
    public static IEnumerable<string> Resolved(PathIntrinsics paths, string path)
    {
        Collection<string> found = paths.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
        return provider.Name == FileSystem ? found : throw NotAFile(path, provider);
    }

    private static TempCardException NotAFile(string path, ProviderInfo provider) => new(
        ErrorIds.PathNotSupported,
        ErrorKind.InvalidArgument,
        $"'{path}' is a path of the provider {provider.Name}, not of the file system.",
        "Use a path to a file.",
        path);
}
