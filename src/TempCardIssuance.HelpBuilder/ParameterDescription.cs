using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace TempCardIssuance.HelpBuilder;

/// <summary>A parameter of a cmdlet as its property declares it.</summary>
internal sealed record ParameterDescription
{
    public required string Name { get; init; }

    /// <summary>Without <see cref="Nullable{T}"/>.</summary>
    public required Type Type { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public bool Wildcards { get; init; }

    /// <summary>What the <c>value</c> element of the property says.</summary>
    public string DefaultValue { get; init; } = "";

    /// <summary>How it is used, in each parameter set or in all.</summary>
    public required IReadOnlyList<ParameterUse> Uses { get; init; }

    public bool IsSwitch => Type.Name == nameof(SwitchParameter);

    /// <summary>The names an enumeration permits; empty for all other types.</summary>
    public IReadOnlyList<string> Values =>
        (Type.GetElementType() ?? Type) is { IsEnum: true } type ? Enum.GetNames(type) : [];

    public string TypeName => Type.Name;

    public static ParameterDescription? From(PropertyInfo property, XmlDocumentation documentation)
    {
        IList<CustomAttributeData> attributes = property.GetCustomAttributesData();
        ParameterUse[] uses =
        [
            .. attributes.Where(a => a.AttributeType.Name == nameof(ParameterAttribute)).Select(ParameterUse.From),
        ];
        if (uses.Length == 0)
            return null;
        XElement member = documentation.Require(property);
        var description = new ParameterDescription
        {
            Name = property.Name,
            Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
            Paragraphs = DocumentationText.Paragraphs(member.Element("summary")),
            Aliases = Aliased(attributes),
            Wildcards = attributes.Any(a => a.AttributeType.Name == nameof(SupportsWildcardsAttribute)),
            DefaultValue = DocumentationText.Line(member.Element("value")),
            Uses = uses,
        };
        return description.Values.Count == 0
            ? description
            : description with
            {
                Paragraphs = [.. description.Paragraphs, $"Possible values: {string.Join(", ", description.Values)}."],
            };
    }

    /// <summary>How it is used in a parameter set; null where it is no part of it.</summary>
    public ParameterUse? In(string? parameterSet) => Uses.FirstOrDefault(
        use => use.ParameterSet is null || parameterSet is null || use.ParameterSet == parameterSet);

    private static string[] Aliased(IEnumerable<CustomAttributeData> attributes) =>
    [
        .. attributes.Where(a => a.AttributeType.Name == nameof(AliasAttribute))
            .SelectMany(a => (IReadOnlyCollection<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)
            .Select(argument => (string)argument.Value!),
    ];
}

/// <summary>How a parameter is used in one parameter set, or, where that is null, in all.</summary>
internal sealed record ParameterUse(
    string? ParameterSet, bool Mandatory, int? Position, bool ByValue, bool ByPropertyName)
{
    /// <summary>In all parameter sets, by name, not from the pipeline.</summary>
    public static ParameterUse Optional { get; } = new(
        ParameterSet: null, Mandatory: false, Position: null, ByValue: false, ByPropertyName: false);

    public string Pipeline => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    public static ParameterUse From(CustomAttributeData attribute) => new(
        attribute.Named<string?>("ParameterSetName", otherwise: null),
        attribute.Named("Mandatory", otherwise: false),
        attribute.Named("Position", otherwise: int.MinValue) is var position and >= 0 ? position : null,
        attribute.Named("ValueFromPipeline", otherwise: false),
        attribute.Named("ValueFromPipelineByPropertyName", otherwise: false));
}
