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
        if (provider.Name != FileSystem)
            throw NotAFile(path, provider);
        // PowerShell tells of a path that is not there, but not of wildcards that find nothing.
        return found.Count > 0 ? found : throw new TempCardException(
            ErrorIds.ImportInvalid,
            ErrorKind.NotFound,
            $"'{path}' stands for no file.",
            "Correct the path; if [, ] or ? are part of a name, give it as -LiteralPath.",
            path);
    }

    private static TempCardException NotAFile(string path, ProviderInfo provider) => new(
        ErrorIds.PathNotSupported,
        ErrorKind.InvalidArgument,
        $"'{path}' is a path of the provider {provider.Name}, not of the file system.",
        "Use a path to a file.",
        path);
}
