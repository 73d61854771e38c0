using TempCardIssuance.HelpBuilder.Packaging;

namespace TempCardIssuance.HelpBuilder;

/// <summary>What the module says of its cmdlets: the help, and the list in the manifest.</summary>
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
        Manifest.WriteCmdlets(folder, cmdlets.Select(cmdlet => cmdlet.Name));
    }
}
