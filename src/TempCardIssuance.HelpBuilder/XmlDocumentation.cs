using System.Reflection;
using System.Xml.Linq;

namespace TempCardIssuance.HelpBuilder;

/// <summary>The documentation comments of the product's assemblies, as the compiler leaves them beside each.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(Dictionary<string, XElement> members) => _members = members;

    public static XmlDocumentation Load(string folder)
    {
        var members = Directory.EnumerateFiles(folder, "TempCardIssuance.*.xml")
            .SelectMany(file => XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member"))
            // Several assemblies have the same classes of generated regular expressions.
            .DistinctBy(member => member.Attribute("name")!.Value, StringComparer.Ordinal)
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
        return new XmlDocumentation(members);
    }

    /// <summary>What is written of a type; where there is no summary that is noted.</summary>
    public XElement Require(Type type) => Require($"T:{type.FullName}");

    public XElement Require(PropertyInfo property) =>
        Require($"P:{property.DeclaringType!.FullName}.{property.Name}");

    public XElement Require(FieldInfo field) => Require($"F:{field.DeclaringType!.FullName}.{field.Name}");

    private XElement Require(string id) =>
        _members.GetValueOrDefault(id) is { } member && member.Element("summary") is not null
            ? member
            : new XElement(
                "member", new XElement("summary", MissingTexts.Note($"{id} has no <summary>; it is its help.")));
}
