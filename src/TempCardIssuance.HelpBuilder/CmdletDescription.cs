using System.Management.Automation;
using System.Reflection;
using System.Security;
using System.Xml.Linq;
using TempCardIssuance.PowerShell.Commands;

namespace TempCardIssuance.HelpBuilder;

/// <summary>
/// A cmdlet as its class declares it. Attributes are read as data: PowerShellStandard, which the cmdlets are compiled
/// against, is a reference assembly whose constructors can't be run.
/// </summary>
internal sealed class CmdletDescription
{
    private CmdletDescription(Type type, CustomAttributeData attribute, XmlDocumentation documentation)
    {
        Verb = (string)attribute.ConstructorArguments[0].Value!;
        Noun = (string)attribute.ConstructorArguments[1].Value!;
        Documentation = documentation.Require(type);
        Parameters =
        [
            .. type.GetProperties()
                .Select(property => ParameterDescription.From(property, documentation))
                .OfType<ParameterDescription>(),
            .. attribute.Named("SupportsShouldProcess", otherwise: false) ? EngineParameters.ShouldProcess : [],
            .. attribute.Named("SupportsPaging", otherwise: false) ? EngineParameters.Paging : [],
        ];
        Outputs =
        [
            .. type.GetCustomAttributesData()
                .Where(a => a.AttributeType.Name == nameof(OutputTypeAttribute))
                .SelectMany(a => (IReadOnlyCollection<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)
                .Select(argument => (Type)argument.Value!)
                .Select(output => new CmdletOutput(output, Describe(type, output, documentation))),
        ];
    }

    private static string Describe(Type cmdlet, Type output, XmlDocumentation documentation) => output.Name switch
    {
        nameof(SecureString) => "The value, as a SecureString.",
        nameof(String) when cmdlet.Name == "GetCardPinCommand" => "With -AsPlainText: the value as a text.",
        nameof(Boolean) => "With -Quiet: whether all is in order.",
        nameof(String) => "With -AsYaml: the configuration as a text.",
        nameof(FileInfo) => "With -PassThru: the configuration file that is used from now on.",
        nameof(Job) => "With -AsJob: the job, for Receive-Job, Wait-Job and Stop-Job.",
        _ => DocumentationText.Line(documentation.Require(output).Element("summary")),
    };

    public string Verb { get; }

    public string Noun { get; }

    public string Name => $"{Verb}-{Noun}";

    /// <summary>Summary, remarks, examples and references of the class.</summary>
    public XElement Documentation { get; }

    public IReadOnlyList<ParameterDescription> Parameters { get; }

    public IReadOnlyList<CmdletOutput> Outputs { get; }

    /// <summary>The names of its parameter sets; a single null where none has a name.</summary>
    public IReadOnlyList<string?> ParameterSets
    {
        get
        {
            string?[] named =
            [
                .. Parameters.SelectMany(p => p.Uses)
                    .Select(use => use.ParameterSet)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ];
            return named.Length > 0 ? named : [null];
        }
    }

    public static IEnumerable<CmdletDescription> FindAll(XmlDocumentation documentation) =>
        from type in typeof(GetCardBatchCommand).Assembly.GetExportedTypes()
            .OrderBy(t => t.Name, StringComparer.Ordinal)
        let attribute = type.GetCustomAttributesData()
            .FirstOrDefault(a => a.AttributeType.Name == nameof(CmdletAttribute))
        where attribute is not null
        select new CmdletDescription(type, attribute, documentation);
}

/// <summary>What a cmdlet writes.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Summary">What the type says of itself, or when it is written.</param>
internal sealed record CmdletOutput(Type Type, string Summary);
