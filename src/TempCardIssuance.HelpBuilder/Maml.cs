using System.Xml.Linq;

namespace TempCardIssuance.HelpBuilder;

/// <summary>The vocabulary of MAML.</summary>
internal static class Maml
{
    public static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XElement Description(params IReadOnlyList<string> paragraphs) =>
        new(Text + "description", Paragraphs(paragraphs));

    public static IEnumerable<XElement> Paragraphs(IReadOnlyList<string> paragraphs) =>
        paragraphs.Select(paragraph => new XElement(Text + "para", paragraph));
}
