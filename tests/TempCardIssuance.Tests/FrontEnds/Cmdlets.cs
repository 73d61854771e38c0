using Mono.Cecil;

namespace TempCardIssuance.Tests.FrontEnds;

/// <summary>A cmdlet as it is compiled. It can't be loaded here: the types of its engine are not there.</summary>
internal sealed record Cmdlet(string Name, IReadOnlyList<string> Parameters, bool Asks, bool Previews)
{
    private const int High = 3; // ConfirmImpact.High

    /// <summary>Those of the module, by name.</summary>
    public static IReadOnlyDictionary<string, Cmdlet> All { get; } = Read();

    private static Dictionary<string, Cmdlet> Read()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(
            Path.Combine(AppContext.BaseDirectory, "TempCardIssuance.PowerShell.dll"));
        return assembly.MainModule.Types
            .Select(Of)
            .OfType<Cmdlet>()
            .ToDictionary(cmdlet => cmdlet.Name, StringComparer.Ordinal);
    }

    private static Cmdlet? Of(TypeDefinition type)
    {
        CustomAttribute? attribute = Find(type, "CmdletAttribute");
        if (attribute is null)
            return null;
        CustomAttributeArgument[] aliases =
            (CustomAttributeArgument[]?)Find(type, "AliasAttribute")?.ConstructorArguments[0].Value ?? [];
        string name = aliases.Length > 0
            ? (string)aliases[0].Value
            : $"{attribute.ConstructorArguments[0].Value}-{attribute.ConstructorArguments[1].Value}";
        var settings = attribute.Properties.ToDictionary(p => p.Name, p => p.Argument.Value, StringComparer.Ordinal);
        return new Cmdlet(
            name,
            [.. ParametersOf(type), .. settings.ContainsKey("SupportsPaging") ? (string[])["Skip", "First"] : []],
            Asks: settings.TryGetValue("ConfirmImpact", out object? impact) && (int)impact == High,
            Previews: settings.ContainsKey("SupportsShouldProcess"));
    }

    private static IEnumerable<string> ParametersOf(TypeDefinition type)
    {
        for (TypeDefinition? at = type; at is not null && at.Module == type.Module; at = Base(at))
        {
            foreach (PropertyDefinition property in at.Properties.Where(p => Find(p, "ParameterAttribute") is not null))
                yield return property.Name;
        }
    }

    /// <summary>The class that it is made from, where that is ours.</summary>
    private static TypeDefinition? Base(TypeDefinition type) => type.BaseType as TypeDefinition;

    private static CustomAttribute? Find(ICustomAttributeProvider provider, string name) =>
        provider.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == name);
}
