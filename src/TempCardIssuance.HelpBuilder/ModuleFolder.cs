using TempCardIssuance.HelpBuilder.Packaging;

namespace TempCardIssuance.HelpBuilder;

/// <summary>What the module says of its cmdlets: the help, the list in the manifest, and how their output is sent.</summary>
internal static class ModuleFolder
{
    public static void Write(string folder)
    {
        string help = Path.Combine(folder, "en-US");
        Directory.CreateDirectory(help);
        var documentation = XmlDocumentation.Load(AppContext.BaseDirectory);
        CmdletDescription[] cmdlets = [.. CmdletDescription.FindAll(documentation)];
        MamlFile.Write(help, cmdlets);
        ErrorTopic.Write(help, documentation);
        ConfigurationTopic.Write(help);
        EnumerationNames.Write(folder, cmdlets);
        Manifest.WriteCmdlets(folder, cmdlets.Select(cmdlet => cmdlet.Name));
    }
}
