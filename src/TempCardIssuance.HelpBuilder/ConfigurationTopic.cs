using TempCardIssuance.Composition.Settings;

namespace TempCardIssuance.HelpBuilder;

/// <summary>about_TempCardIssuance_Configuration: every key of tempcard.yaml, from its JSON Schema.</summary>
internal static class ConfigurationTopic
{
    public static void Write(string folder) => AboutTopic.Write(
        folder,
        "about_TempCardIssuance_Configuration",
        "Every key of tempcard.yaml: what it means, what it may be, and what holds without it.",
        [
            .. ConfigurationText.Introduction.Split("\n\n").SelectMany(Lines),
            .. SchemaKeys.Read(Configurations.Schema()).SelectMany(key => (string[])
            [
                $"    {key.Path}",
                .. DocumentationText.Wrap($"{key.Description} {key.Terms}".Trim(), "        "),
                "",
            ]),
        ],
        [
            "about_TempCardIssuance",
            "New-CardIssuanceConfiguration",
            "Test-CardIssuanceConfiguration",
            "Get-CardIssuanceConfiguration",
        ]);

    /// <summary>A heading, an example, or a paragraph.</summary>
    private static string[] Lines(string paragraph) => paragraph switch
    {
        [' ', ' ', not ' ', ..] => [paragraph.Trim(), ""],
        [' ', ..] => [.. paragraph.Split('\n').Select(line => $"    {line}"), ""],
        _ => [.. DocumentationText.Wrap(paragraph.ReplaceLineEndings(" "), "    "), ""],
    };
}
