using System.Diagnostics;
using System.Xml.Linq;
using TempCardIssuance.Tests.Infrastructure.Authorities;

namespace TempCardIssuance.Tests.FrontEnds;

/// <summary>What whoever publishes the module says of where that is.</summary>
public sealed class PublishedAddressTests
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    [Fact]
    public async Task Manifest_package_and_help_say_where_the_project_is()
    {
        using var folder = new PublishedFolder();

        Assert.Equal("", await PublishedFolder.BuildAsync(
            "module", folder.Path, "--project-uri", "https://cards.example/project", "--help-uri", "https://cards.example/help/{0}.html"));
        Assert.Equal("", await PublishedFolder.BuildAsync("nuspec", folder.Path, folder.File("made.nuspec")));

        Assert.Contains(
            "ProjectUri                 = 'https://cards.example/project'",
            await File.ReadAllTextAsync(folder.File("TempCardIssuance.psd1")),
            StringComparison.Ordinal);
        Assert.Equal(
            "https://cards.example/project",
            XDocument.Load(folder.File("made.nuspec")).Descendants().Single(e => e.Name.LocalName == "projectUrl").Value);
        Assert.Contains("https://cards.example/help/Get-RequestedCard.html", folder.Links());
    }

    [Fact]
    public async Task Nobody_is_sent_anywhere_where_nothing_is_said()
    {
        using var folder = new PublishedFolder();

        Assert.Equal("", await PublishedFolder.BuildAsync("module", folder.Path));

        Assert.DoesNotContain(
            "ProjectUri", await File.ReadAllTextAsync(folder.File("TempCardIssuance.psd1")), StringComparison.Ordinal);
        Assert.All(folder.Links(), Assert.Empty);
    }

    [Theory]
    [InlineData("--project-uri", "cards.example")]
    [InlineData("--project-uri", "https://cards.example/it's")]
    [InlineData("--help-uri", "file:///help/{0}")]
    public async Task An_address_that_is_none_of_the_web_ends_the_build(string option, string address)
    {
        using var folder = new PublishedFolder();

        Assert.Contains(
            $"{option} has to be an address of the web",
            await PublishedFolder.BuildAsync("module", folder.Path, option, address),
            StringComparison.Ordinal);
    }

    private sealed class PublishedFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tempcard-published-");

        public PublishedFolder()
        {
            foreach (string file in Directory.GetFiles(System.IO.Path.Combine(OpenSslCa.Root(), "module")))
                System.IO.File.Copy(file, File(System.IO.Path.GetFileName(file)));
        }

        public string Path => _folder.FullName;

        public string File(string name) => System.IO.Path.Combine(Path, name);

        /// <summary>Gives what it finds wrong.</summary>
        public static async Task<string> BuildAsync(params string[] arguments)
        {
            string program = OwnProgram.Find("src/TempCardIssuance.HelpBuilder", "TempCardIssuance.HelpBuilder.dll");
            using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> said = process.StandardOutput.ReadToEndAsync();
            string errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return await said + errors;
        }

        /// <summary>Addresses in the help.</summary>
        public IReadOnlyList<string> Links() =>
        [
            .. Directory.GetFiles(Path, "*-Help.xml", SearchOption.AllDirectories)
                .SelectMany(file => XDocument.Load(file).Descendants(Maml + "navigationLink"))
                .Select(link => link.Element(Maml + "uri")!.Value),
        ];

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
