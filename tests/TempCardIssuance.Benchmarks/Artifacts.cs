namespace TempCardIssuance.Benchmarks;

/// <summary>What <c>./build.sh build</c> made: the things that users get.</summary>
internal static class Artifacts
{
    private static readonly string Root = FindRoot();

    /// <summary>Everything that is made goes there.</summary>
    public static string Folder => Path.Combine(Root, "artifacts");

    public static string Module => Built("module", "TempCardIssuance", "TempCardIssuance.psd1");

    public static string CommandLine => Built("tempcard", OperatingSystem.IsWindows() ? "tempcard.exe" : "tempcard");

    public static string Page =>
        Built("tempcard-web", OperatingSystem.IsWindows() ? "tempcard-web.exe" : "tempcard-web");

    private static string Built(params string[] parts)
    {
        string path = Path.Combine([Folder, .. parts]);
        return File.Exists(path) ? path : throw new FileNotFoundException("Run ./build.sh build first.", path);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TempCardIssuance.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This is not run from its build folder.");
        return folder.FullName;
    }
}
