using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.HelpBuilder.Packaging;

namespace TempCardIssuance.HelpBuilder;

/// <summary>
/// What the module says of itself: the help, the list of cmdlets in the manifest, how their output is sent, and the
/// schema for editors.
/// </summary>
internal static class ModuleFolder
{
    public static void Write(string folder, PublishedAt published)
    {
        string help = Path.Combine(folder, "en-US");
        Directory.CreateDirectory(help);
        var documentation = XmlDocumentation.Load(AppContext.BaseDirectory);
        CmdletDescription[] cmdlets = [.. CmdletDescription.FindAll(documentation)];
        MamlFile.Write(help, cmdlets, published);
        ErrorTopic.Write(help, documentation);
        ConfigurationTopic.Write(help);
        EnumerationNames.Write(folder, cmdlets);
        File.WriteAllText(Path.Combine(folder, ConfigurationFile.SchemaName), Configurations.Schema());
        Manifest.WriteCmdlets(folder, cmdlets.Select(cmdlet => cmdlet.Name));
        if (published.Project is { } project)
            Manifest.WriteProject(folder, project);
    }
}
