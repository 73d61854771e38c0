using System.Globalization;
using System.Xml.Linq;

namespace TempCardIssuance.HelpBuilder;

/// <summary>Parameters in MAML, in the syntax and in full.</summary>
internal static class MamlParameter
{
    /// <summary>One way to call the cmdlet: what has a position first, then what is mandatory.</summary>
    public static XElement Syntax(CmdletDescription cmdlet, string? parameterSet) => new(
        Maml.Command + "syntaxItem",
        new XElement(Maml.Text + "name", cmdlet.Name),
        from parameter in cmdlet.Parameters
        let use = parameter.In(parameterSet)
        where use is not null
        orderby use.Position ?? int.MaxValue, use.Mandatory descending
        select Of(parameter, use));

    public static XElement Of(ParameterDescription parameter, ParameterUse use)
    {
        var element = new XElement(
            Maml.Command + "parameter",
            new XAttribute("required", use.Mandatory),
            new XAttribute("variableLength", parameter.Type.IsArray),
            new XAttribute("globbing", parameter.Wildcards),
            new XAttribute("pipelineInput", use.Pipeline),
            new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
            new XElement(Maml.Text + "name", parameter.Name),
            Maml.Description(parameter.Paragraphs));
        if (parameter.Values.Count > 0)
        {
            element.Add(new XElement(
                Maml.Command + "parameterValueGroup",
                parameter.Values.Select(value => Value(value))));
        }

        if (!parameter.IsSwitch)
            element.Add(Value(parameter.TypeName, parameter.Type.IsArray));
        element.Add(
            new XElement(
                Maml.Dev + "type",
                new XElement(Maml.Text + "name", parameter.TypeName),
                new XElement(Maml.Text + "uri")),
            new XElement(Maml.Dev + "defaultValue", Default(parameter)));
        return element;
    }

    private static string Default(ParameterDescription parameter) =>
        parameter.DefaultValue.Length > 0 ? parameter.DefaultValue : parameter.IsSwitch ? "False" : "None";

    private static XElement Value(string text, bool several = false) => new(
        Maml.Command + "parameterValue",
        new XAttribute("required", value: true),
        new XAttribute("variableLength", several),
        text);
}
