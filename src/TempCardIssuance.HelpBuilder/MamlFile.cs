using System.Xml;
using System.Xml.Linq;

namespace TempCardIssuance.HelpBuilder;

/// <summary>Help in MAML, the XML that Get-Help reads beside a binary module.</summary>
internal static class MamlFile
{
    /// <summary>The engine looks for the name of the cmdlets' assembly, in the folder of the module.</summary>
    private const string Name = "TempCardIssuance.PowerShell.dll-Help.xml";

    private static readonly XNamespace Help = "http://msh";

    public static void Write(string folder, IEnumerable<CmdletDescription> cmdlets, PublishedAt published)
    {
        var root = new XElement(
            Help + "helpItems",
            new XAttribute("schema", "maml"),
            cmdlets.Select(cmdlet => MamlCommand.Of(cmdlet, published.HelpOf(cmdlet.Name))));
        using var writer = XmlWriter.Create(
            Path.Combine(folder, Name), new XmlWriterSettings { Indent = true, NewLineChars = "\n" });
        new XDocument(root).WriteTo(writer);
    }
}
