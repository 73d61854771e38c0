using System.Xml.Linq;

namespace TempCardIssuance.HelpBuilder;

/// <summary>
/// Adds the enumerations of what the cmdlets write to the types file. Below the first level they would come out of a
/// job or a remote session as numbers.
/// </summary>
internal static class EnumerationNames
{
    private const string Name = "TempCardIssuance.Types.ps1xml";
    private const string Own = "TempCardIssuance.";

    public static void Write(string folder, IEnumerable<CmdletDescription> cmdlets)
    {
        var found = new HashSet<Type>();
        foreach (CmdletOutput output in cmdlets.SelectMany(cmdlet => cmdlet.Outputs))
            Find(output.Type, found);
        string file = Path.Combine(folder, Name);
        var document = XDocument.Load(file);
        document.Root!.Add(found
            .Where(type => type.IsEnum)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(AsText));
        document.Save(file);
    }

    /// <summary>The type and all of this product that it consists of.</summary>
    private static void Find(Type type, HashSet<Type> found)
    {
        foreach (Type part in type.GetGenericArguments().Append(type.GetElementType() ?? type))
        {
            bool isOwn = part.FullName?.StartsWith(Own, StringComparison.Ordinal) == true;
            if (isOwn && found.Add(part) && !part.IsEnum)
                Array.ForEach(part.GetProperties(), property => Find(property.PropertyType, found));
        }
    }

    private static XElement AsText(Type type) => new(
        "Type",
        new XElement("Name", type.FullName),
        new XElement(
            "Members",
            new XElement(
                "MemberSet",
                new XElement("Name", "PSStandardMembers"),
                new XElement(
                    "Members",
                    new XElement(
                        "NoteProperty",
                        new XElement("Name", "SerializationMethod"),
                        new XElement("Value", "String"))))));
}
