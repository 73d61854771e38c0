using System.Reflection;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.HelpBuilder;

/// <summary>about_TempCardIssuance_Errors: every error id with the summary of its constant.</summary>
internal static class ErrorTopic
{
    private const string OthersGoOn = "The others go on.";
    private const string BatchGoesOn = "Its batch goes on.";
    private const string Ends = "Ends the command.";

    private static readonly string[] Introduction =
    [
        "$_.FullyQualifiedErrorId begins with the id, followed by a comma and the cmdlet. $_.ErrorDetails.RecommendedAction "
            + "says what to do; PowerShell shows it below the message.",
        "$_.TargetObject is what the error is about: a card number, a batch id, the name of a station, profile or field, or "
            + "a path; several card numbers where several exist already; for a row of an import an object with Line, Column, "
            + "Why and Value; otherwise nothing.",
        $"What an error ends is said of each. '{OthersGoOn}': it is written, and the command goes on with the other cards, "
            + $"batches or rows. '{BatchGoesOn}': found before a batch it ends the command; while cards are made it is "
            + "written with the card as its target, and the batch goes on. With -ErrorAction Stop the first of these is "
            + "what ends the command: after the last card where cards are made, at once elsewhere.",
    ];

    public static void Write(string folder, XmlDocumentation documentation)
    {
        IOrderedEnumerable<FieldInfo> ids = typeof(ErrorIds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .OrderBy(field => (string)field.GetRawConstantValue()!, StringComparer.OrdinalIgnoreCase);
        AboutTopic.Write(
            folder,
            "about_TempCardIssuance_Errors",
            "The ids of all errors. They are stable: decide by them, never by text.",
            [
                .. Introduction.SelectMany(paragraph => (string[])[.. DocumentationText.Wrap(paragraph, "    "), ""]),
                .. ids.SelectMany(id => (string[])
                [
                    $"    {id.GetRawConstantValue()}",
                    .. DocumentationText.Wrap(
                        DocumentationText.Line(documentation.Require(id).Element("summary")), "        "),
                    $"        {Scope((string)id.GetRawConstantValue()!)}",
                    "",
                ]),
            ],
            ["about_TempCardIssuance", "about_TempCardIssuance_Configuration"]);
    }

    private static string Scope(string id) =>
        ErrorScopes.OfOneItem.Contains(id) || id == ErrorIds.ImportRowInvalid ? OthersGoOn
        : ErrorScopes.OfOneProduction.Contains(id) ? BatchGoesOn
        : Ends;
}
