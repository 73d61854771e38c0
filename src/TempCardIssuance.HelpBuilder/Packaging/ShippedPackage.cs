using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace TempCardIssuance.HelpBuilder.Packaging;

/// <summary>A NuGet package of which files are shipped.</summary>
/// <param name="Licence">An SPDX expression, or an address; null where only a file says it.</param>
/// <param name="Texts">The texts of licence and notices that the package has.</param>
internal sealed record ShippedPackage(
    string Name, string Version, string? Licence, string Copyright, IReadOnlyList<string> Texts)
{
    /// <summary>Those that the .deps.json files below a folder list with files.</summary>
    /// <param name="project">The folder of the project that was published there.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static IReadOnlyList<ShippedPackage> FindAll(string project, string folder)
    {
        JsonObject assets = Parse(Path.Combine(project, "obj", "project.assets.json"));
        ShippedPackage[] all =
        [
            .. Directory.EnumerateFiles(folder, "*.deps.json", SearchOption.AllDirectories)
                .SelectMany(file => WithFiles(Parse(file)))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Where(id => (string?)assets["libraries"]![id]?["type"] == "package")
                .Select(id => From(id, assets)),
        ];
        return all.Length > 0 ? all : throw new InvalidDataException(
            $"No package is named by a .deps.json below {folder}.");
    }

    private static JsonObject Parse(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    private static IEnumerable<string> WithFiles(JsonObject dependencies) =>
        from target in dependencies["targets"]!.AsObject()
        from library in target.Value!.AsObject()
        where library.Value!["runtime"] is not null
            || library.Value["native"] is not null
            || library.Value["runtimeTargets"] is not null
        select library.Key;

    private static ShippedPackage From(string id, JsonObject assets)
    {
        JsonNode library = assets["libraries"]![id]!;
        string path = assets["packageFolders"]!.AsObject()
            .Select(root => Path.Combine(root.Key, (string)library["path"]!))
            .First(Directory.Exists);
        string[] files = [.. library["files"]!.AsArray().Select(file => (string)file!)];
        XElement metadata = XDocument.Load(Path.Combine(path, files.Single(IsDescription))).Root!
            .Elements().Single(e => e.Name.LocalName == "metadata");
        string Text(string name) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";

        XElement? licence = metadata.Elements().FirstOrDefault(e => e.Name.LocalName == "license");
        bool isFile = (string?)licence?.Attribute("type") == "file";
        return new ShippedPackage(
            id[..id.IndexOf('/', StringComparison.Ordinal)],
            id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..],
            isFile ? null : licence?.Value ?? Text("licenseUrl"),
            Text("copyright") is { Length: > 0 } copyright ? copyright : Text("authors"),
            [.. files.Where(file => IsText(file) || (isFile && file == licence!.Value)).Select(file => Read(path, file))]);
    }

    private static bool IsDescription(string file) => file.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase);

    private static bool IsText(string file) =>
        !file.Contains('/', StringComparison.Ordinal)
        && (file.Contains("licen", StringComparison.OrdinalIgnoreCase)
            || file.Contains("notice", StringComparison.OrdinalIgnoreCase));

    private static string Read(string path, string file) =>
        File.ReadAllText(Path.Combine(path, file)).ReplaceLineEndings("\n").Trim();
}
