using TempCardIssuance.Tests.Infrastructure.Authorities;

namespace TempCardIssuance.Tests;

/// <summary>Programs that tests run as processes.</summary>
internal static class OwnProgram
{
    public const string FaultHost = "tests/TempCardIssuance.FaultHost";
    public const string Cli = "src/TempCardIssuance.Cli";

    /// <summary>
    /// The file of a program in the folder of its project. Beside the tests it lacks the packages that ASP.NET, which the
    /// tests have for the page, brings along.
    /// </summary>
    /// <param name="project">From the root of the repository.</param>
    /// <param name="file">The name of the file.</param>
    public static string Find(string project, string file)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(OpenSslCa.Root(), project, "bin", here.Parent!.Name, here.Name, file);
    }
}
