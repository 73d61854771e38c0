using System.Xml.Linq;

namespace TempCardIssuance.HelpBuilder;

/// <summary>The help of one cmdlet.</summary>
internal static class MamlCommand
{
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="online">Where <c>Get-Help -Online</c> leads to; null: nowhere.</param>
    public static XElement Of(CmdletDescription cmdlet, string? online) => new(
        Maml.Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml.Text),
        new XAttribute(XNamespace.Xmlns + "command", Maml.Command),
        new XAttribute(XNamespace.Xmlns + "dev", Maml.Dev),
        new XElement(
            Maml.Command + "details",
            new XElement(Maml.Command + "name", cmdlet.Name),
            new XElement(Maml.Command + "verb", cmdlet.Verb),
            new XElement(Maml.Command + "noun", cmdlet.Noun),
            Maml.Description(DocumentationText.Line(cmdlet.Documentation.Element("summary")))),
        Maml.Description([.. Description(cmdlet)]),
        new XElement(Maml.Command + "syntax", cmdlet.ParameterSets.Select(set => MamlParameter.Syntax(cmdlet, set))),
        new XElement(Maml.Command + "parameters", cmdlet.Parameters.Select(p => MamlParameter.Of(p, p.Uses[0]))),
        new XElement(Maml.Command + "inputTypes", Inputs(cmdlet)),
        new XElement(Maml.Command + "returnValues", Outputs(cmdlet)),
        new XElement(Maml.Command + "examples", Examples(cmdlet)),
        new XElement(Maml.Command + "relatedLinks", Online(online), Links(cmdlet)));

    private static IReadOnlyList<string> Description(CmdletDescription cmdlet) =>
        DocumentationText.Paragraphs(cmdlet.Documentation.Element("remarks")) is { Count: > 0 } paragraphs
            ? paragraphs
            : [MissingTexts.Note($"{cmdlet.Name} has no <remarks>; they are its description.")];

    private static IEnumerable<XElement> Inputs(CmdletDescription cmdlet)
    {
        ParameterDescription[] piped = [.. cmdlet.Parameters.Where(p => p.Uses.Any(u => u.ByValue))];
        foreach (ParameterDescription parameter in piped)
            yield return Type("inputType", parameter.Type.FullName!, $"Can be piped to -{parameter.Name}.");
        string[] properties =
        [
            .. cmdlet.Parameters.Where(p => p.Uses.Any(u => u.ByPropertyName))
                .Select(p => $"{string.Join(" or ", [p.Name, .. p.Aliases])} (to -{p.Name})"),
        ];
        if (properties.Length > 0)
        {
            yield return Type(
                "inputType", "System.Object", $"Objects with the properties {string.Join(", ", properties)}.");
        }

        if (piped.Length + properties.Length == 0)
            yield return Type("inputType", "None", "Nothing can be piped to it.");
    }

    private static IEnumerable<XElement> Outputs(CmdletDescription cmdlet) =>
        cmdlet.Outputs.Select(output => Type("returnValue", output.Type.FullName!, output.Summary));

    private static XElement Type(string element, string name, string text) => new(
        Maml.Command + element,
        new XElement(Maml.Dev + "type", new XElement(Maml.Text + "name", name), new XElement(Maml.Text + "uri")),
        Maml.Description(text));

    /// <summary>An example: a paragraph that is its title, the code, and what more there is to say.</summary>
    private static XElement[] Examples(CmdletDescription cmdlet)
    {
        XElement[] examples =
        [
            .. cmdlet.Documentation.Elements("example").Select((example, index) => new XElement(
                Maml.Command + "example",
                new XElement(
                    Maml.Text + "title",
                    $"---------- Example {index + 1}: {DocumentationText.Line(example.Element("para"))} ----------"),
                new XElement(Maml.Dev + "code", DocumentationText.Code(example.Element("code")!)),
                new XElement(
                    Maml.Dev + "remarks",
                    Maml.Paragraphs([.. example.Elements("para").Skip(1).Select(DocumentationText.Line)])))),
        ];
        if (examples.Length < 2)
            MissingTexts.Note($"{cmdlet.Name} has fewer than two examples.");
        return examples;
    }

    /// <summary>The engine takes the first link that has an address.</summary>
    private static XElement? Online(string? address) => address is null ? null : new XElement(
        Maml.Text + "navigationLink",
        new XElement(Maml.Text + "linkText", "Online Version:"),
        new XElement(Maml.Text + "uri", address));

    private static IEnumerable<XElement> Links(CmdletDescription cmdlet) => cmdlet.Documentation.Elements("seealso")
        .Select(DocumentationText.Reference)
        .Append("about_TempCardIssuance")
        .Select(link => new XElement(
            Maml.Text + "navigationLink",
            new XElement(Maml.Text + "linkText", link),
            new XElement(Maml.Text + "uri")));
}
