using System.Xml.Linq;

namespace TempCardIssuance.HelpBuilder.Packaging;

/// <summary>
/// The .nuspec of the package for PowerShell repositories: what the manifest says, with the tags by which
/// Find-PSResource finds cmdlets, as Publish-PSResource would write them.
/// </summary>
internal static class PackageDescription
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    public static void Write(Manifest manifest, string file)
    {
        var metadata = new XElement(
            Nuspec + "metadata",
            new XElement(Nuspec + "id", "TempCardIssuance"),
            new XElement(Nuspec + "version", manifest.Version),
            new XElement(Nuspec + "authors", manifest["Author"]),
            new XElement(Nuspec + "license", new XAttribute("type", "expression"), "MIT"),
            manifest.Project is { } project ? new XElement(Nuspec + "projectUrl", project) : null,
            new XElement(Nuspec + "requireLicenseAcceptance", false),
            new XElement(Nuspec + "description", manifest["Description"]),
            new XElement(Nuspec + "releaseNotes", manifest["ReleaseNotes"]),
            new XElement(Nuspec + "copyright", manifest["Copyright"]),
            new XElement(Nuspec + "tags", string.Join(' ', Tags(manifest))));
        var files = new XElement(
            Nuspec + "files",
            new XElement(Nuspec + "file", new XAttribute("src", "**"), new XAttribute("target", "")));
        new XDocument(new XElement(Nuspec + "package", metadata, files)).Save(file);
    }

    private static IEnumerable<string> Tags(Manifest manifest) =>
    [
        .. manifest.Tags,
        "PSModule",
        "PSIncludes_Cmdlet",
        .. manifest.Cmdlets.Select(name => $"PSCmdlet_{name}"),
        .. manifest.Cmdlets.Select(name => $"PSCommand_{name}"),
    ];
}
