using System.Reflection;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.HelpBuilder;

/// <summary>about_TempCardIssuance_Errors: every error id with the summary of its constant.</summary>
internal static class ErrorTopic
{
    private const string Introduction =
        "$_.FullyQualifiedErrorId begins with the id, followed by a comma and the cmdlet. $_.TargetObject is the card "
        + "number, batch id, station or file it is about; $_.ErrorDetails.RecommendedAction says what to do.";

    public static void Write(string folder, XmlDocumentation documentation)
    {
        var ids = typeof(ErrorIds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .OrderBy(field => (string)field.GetRawConstantValue()!, StringComparer.OrdinalIgnoreCase);
        AboutTopic.Write(
            folder,
            "about_TempCardIssuance_Errors",
            "The ids of all errors. They are stable: decide by them, never by text.",
            [
                .. DocumentationText.Wrap(Introduction, "    "), "",
                .. ids.SelectMany(id => (string[])
                [
                    $"    {id.GetRawConstantValue()}",
                    .. DocumentationText.Wrap(
                        DocumentationText.Line(documentation.Require(id).Element("summary")), "        "),
                    "",
                ]),
            ],
            ["about_TempCardIssuance", "about_TempCardIssuance_Configuration"]);
    }
}
